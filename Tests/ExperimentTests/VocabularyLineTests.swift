import Testing

@testable import Experiment

@Suite struct VocabularyLineTests {
  @Test func workedExample() {
    let line = VocabularyLine(id: 2, count: 543, rank: 1, token: Array("the".utf8))
    #expect("\(line)" == "2\t543\t1\tthe")
    #expect("\(VocabularyLine(id: 0, count: 7, rank: nil, token: Array("<unk>".utf8)))" == "0\t7\t\t<unk>")
    #expect(VocabularyLine.header.split(separator: "\t").count == 4)
  }

  /// What is written is read back byte for byte, and stays one line of four columns.
  @Test func anyBytesComeBack() throws {
    var tokens: [[UInt8]] = [
      [0], [9], [10], [13], [0x5C], Array(#"\t"#.utf8), Array(#"\u{41}\x41\\"#.utf8), [0xFF], [0xE2, 0x80],
      Array("\u{202E}a\u{200D}b\u{FEFF}".utf8), Array("日本 e\u{301}👍🏽".utf8), Array(repeating: 0x61, count: 5000),
    ]
    var state: UInt64 = 3
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let count = Int(state >> 60) + 1
      tokens.append((0..<count).map { UInt8(truncatingIfNeeded: state >> UInt64(4 * $0 % 56)) })
    }
    for token in tokens {
      let line = VocabularyLine(id: 5, count: 6, rank: 7, token: token)
      #expect("\(line)".utf8.allSatisfy { $0 == 9 || $0 >= 32 } && "\(line)".utf8.count { $0 == 9 } == 3)
      #expect(try #require(VocabularyLine("\(line)")) == line)
    }
  }

  @Test(arguments: [
    "", "1\t2\t3", "1\t2\t3\ta\tb", "x\t2\t3\ta", "+1\t2\t3\ta", "1\t-2\t3\ta", "1\t2\t \ta", "1\t2\t3\t",
    "1\t2\t3\t\\", #"1\#t2\#t3\#t\q"#, #"1\#t2\#t3\#t\x4"#, #"1\#t2\#t3\#t\xZZ"#, #"1\#t2\#t3\#t\u{}"#,
    #"1\#t2\#t3\#t\u{D800}"#, #"1\#t2\#t3\#t\u{41"#, #"1\#t2\#t3\#t\u41"#, #"1\#t2\#t3\#t\u{1234567}"#,
    "99999999999999999999\t2\t3\ta",
  ])
  func nonsenseIsNotRead(line: String) {
    #expect(VocabularyLine(line) == nil)
  }
}
