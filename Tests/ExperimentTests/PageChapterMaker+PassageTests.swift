import Testing

@testable import Experiment

@Suite struct PageChapterMakerPassageTests {
  private func range(_ a: [Double], _ b: [Double], _ ids: [UInt32]? = nil, eos: UInt32? = nil, length: Int = 3)
    -> Range<Int>
  {
    PageChapterMaker.mostDivided(
      [a, b], ids: ids ?? Array(repeating: 7, count: a.count), endOfSegment: eos, length: length)
  }

  @Test func itIsWhereTheModelsDiffer() {
    let a = Array(repeating: -1.0, count: 20)
    var b = a
    (b[11], b[12], b[13]) = (-4, -3, -5)
    #expect(range(a, b) == 11..<14)
    #expect(range(b, a) == 11..<14)
  }

  @Test func shortTextsAreShownWhole() { #expect(range([-1, -2], [-1, -1]) == 0..<2) }

  /// Without differences it begins at the beginning.
  @Test func equalModelsShowTheBeginning() {
    let a = Array(repeating: -1.0, count: 20)
    #expect(range(a, a) == 0..<3)
  }

  /// Segments of four: the one that is most divided, to its end.
  @Test func itBeginsWithASegment() {
    let ids: [UInt32] = (0..<40).map { $0 % 4 == 3 ? 1 : 7 }
    let a = Array(repeating: -1.0, count: 40)
    var b = a
    b[22] = -9
    #expect(range(a, b, ids, eos: 1, length: 7) == 16..<24)
  }

  /// `<unk>` is where models differ by rule, and infinity is no more than very much.
  @Test func unknownsAndZerosDoNotDecide() {
    let a = Array(repeating: -1.0, count: 20)
    var b = a
    b[3] = -15
    b[10] = -.infinity
    (b[15], b[16]) = (-14, -14)
    var ids = Array(repeating: UInt32(7), count: 20)
    ids[3] = 0
    #expect(range(a, b, ids) == 14..<17)
  }
}
