import Platform
import Testing

@testable import Corpus
@testable import Text

@Suite struct TypeTableTests {
  private func batch(_ tokens: [String]) -> TokenBatch {
    var batch = TokenBatch()
    batch.padded = PaddedText(Array(tokens.joined().utf8))
    var position = 0
    for token in tokens {
      batch.spans.append(TokenSpan(position..<position + token.utf8.count))
      position += token.utf8.count
    }
    return batch
  }

  private func intern(_ tokens: [String], _ table: TypeTable) throws -> [UInt32] {
    var numbers: [UInt32] = []
    try table.intern(batch(tokens), into: &numbers)
    return numbers
  }

  /// Numbers follow first occurrence, also when the table has grown many times.
  @Test func eachTokenHasOneNumber() throws {
    let table = try TypeTable()
    let tokens = (0..<20_000).map { "w\($0 * 7 % 20_000)" }
    let numbers = try intern(tokens, table)
    #expect(numbers == (1...20_000).map { UInt32($0) })
    #expect(try intern(tokens.reversed(), table) == numbers.reversed())
    #expect(table.count == 20_000 && table.memory > 0)
    #expect((0..<3).map { String(decoding: table.tokens.slice($0), as: UTF8.self) } == ["w0", "w7", "w14"])
  }

  /// Tokens that differ in one byte, or in length alone, whatever their length.
  @Test func everyByteCounts() throws {
    let table = try TypeTable()
    var tokens: [String] = []
    for length in 1...70 {
      tokens.append(String(repeating: "x", count: length))
      for place in 0..<length {
        tokens.append(String(repeating: "x", count: place) + "y" + String(repeating: "x", count: length - place - 1))
      }
    }
    let distinct = Set(tokens).count
    let numbers = try intern(tokens, table)
    #expect(table.count == distinct && Set(numbers).count == distinct)
    #expect(try intern(tokens, table) == numbers)
    #expect(Set(tokens) == Set((0..<table.count).map { String(decoding: table.tokens.slice($0), as: UTF8.self) }))
  }

  @Test func anEmptySpanIsASegmentsEnd() throws {
    let table = try TypeTable()
    #expect(try intern(["a", "", "b", "", "a"], table) == [1, 0, 2, 0, 1])
  }

  @Test func tablesMerge() throws {
    let (one, other, all) = (try TypeTable(), try TypeTable(), try TypeTable())
    _ = try intern(["a", "b", "a long token of more bytes"], one)
    _ = try intern(["c", "a long token of more bytes", "a"], other)
    #expect(try all.merge(one) == [0, 1, 2, 3])
    #expect(try all.merge(other) == [0, 4, 3, 1])
  }

  @Test func prefixesOrderAsBytesDo() {
    let words = ["", "a", "a\0", "ab", "abcdefgh", "abcdefghi", "b", "é", "日本"].map { Array($0.utf8) }
    var tokens = PackedBytes()
    for word in words {
      tokens.append(word)
    }
    for left in words.indices {
      for right in words.indices where tokens.prefixes[left] != tokens.prefixes[right] {
        #expect((tokens.prefixes[left] < tokens.prefixes[right]) == words[left].lexicographicallyPrecedes(words[right]))
      }
    }
  }

  /// Over more than one batch; a repeat is found wherever it stands.
  @Test func eachTokenOnce() throws {
    let words = (0..<9000).map { Array("w\($0)".utf8) }
    #expect(try TypeTable().takesInEach(of: PackedBytes(words)) && TypeTable().takesInEach(of: PackedBytes()))
    for (place, word) in [(1, words[0]), (8999, words[17]), (5000, []), (4096, words[4095])] {
      var others = words
      others[place] = word
      let vocabulary = Vocabulary(tokens: others, counts: others.map { _ in 1 }, hasEOS: false)
      #expect(try !vocabulary.hasEachTokenOnce(), "\(place)")
    }
  }
}
