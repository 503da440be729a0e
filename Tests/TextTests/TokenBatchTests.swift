import CText
import Testing

@testable import Text

@Suite struct TokenBatchTests {
  @Test func extentsAdd() {
    var sum = SourceExtent(bytes: 3, scalars: 2)
    sum += SourceExtent(bytes: 4, scalars: 4)
    #expect(sum == SourceExtent(bytes: 7, scalars: 6) && sum + SourceExtent() == sum)
  }

  /// Every token of a batch lies in its text; with details each has a kind and a place. Places rise, and share only
  /// what became several tokens: a character like "½", never ASCII.
  @Test(arguments: [Boundary.line, .sentence, .paragraph, .none], NumberMapping.allCases)
  func spansKindsAndPlacesGoTogether(boundary: Boundary, numbers: NumberMapping) throws {
    var dice = Dice(state: 79)
    let text = Array(("." + dice.text(pieces: 3000)).utf8)
    let folder = try TemporaryFolder()
    let settings = TokenizerSettings(
      caseMapping: .lower, normalization: .nfkc, locale: "tr", boundary: boundary, numbers: numbers)
    var tokens = 0
    _ = try Tokenizer(settings).tokenize(.file(path: try folder.write("t", text)), details: true) { chunk, batch in
      #expect(batch.kinds.count == batch.spans.count && batch.places.count == batch.spans.count)
      var last = 0..<0
      for (index, span) in batch.spans.enumerated() {
        let (place, token) = (batch.places[index], Array(batch.token(span)))
        #expect(place.lowerBound >= last.lowerBound && place.upperBound >= last.upperBound)
        #expect(place.upperBound <= chunk.bytes.count)
        #expect(chunk.bytes[place.clamped(to: last)].allSatisfy { $0 >= 0x80 })
        last = place
        #expect(span.isSegmentEnd == token.isEmpty && String(validating: token, as: UTF8.self) != nil)
        #expect(token != Array("<num>".utf8) || batch.kinds[index] == .number)
        #expect(numbers == .keep || batch.kinds[index] != .number || token == Array("<num>".utf8))
        tokens += span.isSegmentEnd ? 0 : 1
      }
    }
    #expect(tokens > 1000)
  }

  @Test func spansAreRanges() {
    let span = TokenSpan(3..<8)
    #expect(span.range == 3..<8 && !span.isSegmentEnd && TokenSpan(4..<4).isSegmentEnd)
    #expect(span == TokenSpan(3..<8) && span != TokenSpan(3..<7) && span != TokenSpan(2..<8))
  }
}
