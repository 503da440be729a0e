import Counts
import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct StreamFeaturesTests {
  /// Against a search through the text: the longest run of ids before and at each position that `train` has.
  @Test func longestNGramsAreThoseOfTheText() throws {
    let train: [UInt32] = [2, 3, 4, 1, 3, 4, 5, 1, 2, 2, 1]
    let test: [UInt32] = [2, 3, 4, 5, 1, 6, 3, 4, 5, 2, 1, 2, 2, 2, 1]
    let bos: UInt32 = 7
    func padded(_ ids: [UInt32]) -> [UInt32] { [bos] + ids.flatMap { $0 == 1 ? [$0, bos] : [$0] } }
    let whole = padded(train)
    let counter = TrieCounter(order: StreamFeatures.longestNGram, vocabularySize: 7, endOfSegment: 1)
    let found = StreamFeatures.longestNGrams(test, in: try counter.count(train), threads: 1)
    var expected: [Int] = []
    for position in test.indices {
      // What stands before it in its segment, and `<bos>`.
      let start = (test[..<position].lastIndex(of: 1) ?? -1) + 1
      let text = [bos] + test[start...position]
      let longest = (1...StreamFeatures.longestNGram).last { n in
        let gram = Array(text.suffix(n))
        return gram.count == n && whole.indices.contains { whole[$0...].starts(with: gram) }
      }
      expected.append(longest ?? 0)
    }
    #expect(found == expected)
    #expect(Set(found) == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [
    (0, "x", TypeKind.unknown), (1, "y", .endOfSegment), (2, "word", .letters), (2, "'tis", .letters),
    (2, "猫", .ideographs),
    (2, "カナ", .kana), (2, "ひ", .kana), (2, "42", .numbers), (2, "4th", .numbers), (2, "...", .others), (2, "", .others),
    (2, "😀", .others), (2, "שלום", .letters),
  ])
  func kinds(id: Int, token: String, kind: TypeKind) {
    #expect(TypeKind(UInt32(id), Array(token.utf8), endOfSegment: 1) == kind)
  }

  @Test func bytesThatAreNoTextHaveAKind() {
    #expect(TypeKind(5, [0xFF, 0xFE], endOfSegment: nil) == .others)
    #expect(TypeKind(1, Array("a".utf8), endOfSegment: nil) == .letters)
    #expect(Set(TypeKind.allCases.map(\.label)).count == TypeKind.allCases.count)
  }
}
