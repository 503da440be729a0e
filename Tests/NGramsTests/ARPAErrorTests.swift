import Foundation
import NGrams
import Platform
import Testing

/// Files that are wrong in one place.
@Suite struct ARPAErrorTests {
  private static let good = """
    \\data\\
    ngram 1=4
    ngram 2=2

    \\1-grams:
    -1\t<unk>
    -2\t</s>
    -99\t<s>\t-0.5
    -3\ta\t-0.25

    \\2-grams:
    -0.5\t<s> a
    -0.75\ta </s>

    \\end\\

    """

  private func read(_ text: [UInt8], piece: Int = 7) throws -> BackoffModel {
    let tokens = try ARPATokens(["<unk>", "<eos>", "a"].map { Array($0.utf8) }, endOfSegment: 1, escapesSpaces: true)
    return try BackoffModel.arpa(text, tokens, piece: piece).0
  }

  private func fault(_ old: String, _ new: String) -> ARPAError? {
    let text = Self.good.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.good)
    do {
      _ = try read(Array(text.utf8), piece: text.utf8.count < 1000 ? 7 : 100_000)
      return nil
    } catch { return error as? ARPAError }
  }

  @Test func theFileItselfIsRead() throws {
    #expect(try read(Array(Self.good.utf8)).levels.map(\.count) == [4, 2])
    // No end of the last line; a byte order mark; blank lines and text before.
    #expect(try read(Array(Self.good.utf8.dropLast())).order == 2)
    #expect(try read([0xEF, 0xBB, 0xBF] + Array(Self.good.utf8)).order == 2)
    #expect(try read(Array("\n# made by hand\n\n\(Self.good)\n \t\n".utf8)).order == 2)
  }

  @Test(
    arguments: [
      ("\\data\\", "data", 15, .noData), ("\\data\\", "iARPA", 1, .intermediate),
      ("ngram 1=4", "ngram 1=", 2, .badCounts),
      ("ngram 1=4", "ngram 1=-4", 2, .badCounts), ("ngram 1=4", "grams 1=4", 2, .badCounts),
      ("ngram 1=4", "ngram 1=99999999999999999999999", 2, .badCounts),
      ("ngram 1=4", "ngram 2=4", 2, .orderSequence(expected: 1, found: 2)),
      ("ngram 2=2", "ngram 1=2", 3, .orderSequence(expected: 2, found: 1)),
      ("ngram 1=4\nngram 2=2\n", "", 3, .badCounts), ("ngram 2=2\n", "", 7, .backoffAtHighestOrder),
      ("ngram 2=2\n", "ngram 2=2\nngram 3=0\n", 16, .section(expected: 3)),
      ("\\1-grams:", "\\2-grams:", 5, .section(expected: 1)), ("\\2-grams:", "\\1-grams:", 11, .section(expected: 2)),
      ("\\2-grams:", "\\2-gram:", 11, .section(expected: 2)), ("\\2-grams:\n", "\\end\\\n", 11, .section(expected: 2)),
      ("ngram 1=4", "ngram 1=5", 11, .tooFew(order: 1, announced: 5, found: 4)),
      ("ngram 1=4", "ngram 1=18446744073709551615", 11, .tooFew(order: 1, announced: .max, found: 4)),
      ("ngram 1=4", "ngram 1=3", 9, .tooMany(order: 1, announced: 3)),
      ("ngram 2=2", "ngram 2=1", 13, .tooMany(order: 2, announced: 1)),
      ("ngram 2=2", "ngram 2=3", 15, .tooFew(order: 2, announced: 3, found: 2)),
      ("-3\ta", "x\ta", 9, .badProbability), ("-3\ta", "nan\ta", 9, .badProbability),
      ("-3\ta", "-inf\ta", 9, .badProbability), ("-3\ta", "-3x\ta", 9, .badProbability),
      ("-3\ta", "-1e99\ta", 9, .badProbability), ("-3\ta", "0.001\ta", 9, .positiveProbability),
      ("-3\ta\t-0.25", "-3", 9, .wordCount(order: 1)), ("-0.5\t<s> a", "-0.5\t<s>", 12, .wordCount(order: 2)),
      ("-0.5\t<s> a", "-0.5\t<s> a a a", 12, .wordCount(order: 2)),
      ("-3\ta\t-0.25", "-3\ta\t-0.25\t1", 9, .wordCount(order: 1)),
      ("-0.5\t<s> a", "-0.5\ta\t-0.5", 12, .unlistedWord), ("-0.5\t<s> a", "-0.5\t<s> b", 12, .unlistedWord),
      ("-3\ta\t-0.25", "-3\ta\t-0.25x", 9, .badBackoff), ("-3\ta\t-0.25", "-3\ta\tnan", 9, .badBackoff),
      ("-3\ta\t-0.25", "-3\ta\t1e40", 9, .badBackoff),
      ("-0.5\t<s> a", "-0.5\t<s> a\t-1", 12, .backoffAtHighestOrder), ("-2\t</s>", "-2\ta", 9, .repeated(before: nil)),
      ("-0.75\ta </s>", "-0.75\t<s> a", 13, .repeated(before: 12)), ("\\end\\\n", "", 14, .cutOff),
      ("\n\\end\\\n", "", 13, .cutOff), ("\\end\\", "\\end\\\n-1\ta", 16, .afterEnd),
      ("\\end\\", "\\3-grams:", 15, .section(expected: 0)),
      ("\\end\\", String(repeating: "x", count: (1 << 20) + 1), 15, .longLine(limit: 1 << 20)),
    ] as [(String, String, Int, ARPAError.Problem)])
  func malformed(old: String, new: String, line: Int, problem: ARPAError.Problem) {
    #expect(fault(old, new) == .malformed(line: line, problem))
  }

  @Test func orderBeyondTheLimit() {
    let counts = (3...17).map { "ngram \($0)=1\n" }.joined()
    #expect(fault("ngram 2=2\n", "ngram 2=2\n" + counts) == .malformed(line: 18, .orderTooHigh(17)))
  }

  /// The lines of n-grams that stand twice are known even if others come between, out of order.
  @Test func repeatedFarApart() {
    let lines = "-1\t<s> a\n-1\ta </s>\n\n-1\ta a\n-1\t<unk> a\n-1\ta </s>"
    #expect(
      fault("ngram 2=2", "ngram 2=5") == .malformed(line: 15, .tooFew(order: 2, announced: 5, found: 2)))
    let text = Self.good.replacing("ngram 2=2", with: "ngram 2=5")
      .replacing("-0.5\t<s> a\n-0.75\ta </s>", with: lines)
    #expect(throws: ARPAError.malformed(line: 17, .repeated(before: 13))) { try read(Array(text.utf8)) }
  }

  @Test func wordsThatAreNotUTF8() {
    for bytes in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]]
    {
      let parts = Self.good.replacing("-3\ta", with: "-3\t@").split(separator: "@", omittingEmptySubsequences: false)
      let text = Array(parts[0].utf8) + bytes + Array(parts[1].utf8)
      #expect(throws: ARPAError.malformed(line: 9, .notUTF8)) { try read(text) }
    }
  }

  /// Whatever is cut off or overwritten, the file is read or refused: nothing else happens.
  @Test func damagedAnywhere() {
    let whole = Array(Self.good.utf8)
    for length in 0..<whole.count - 1 {
      #expect(throws: ARPAError.self) { try read(Array(whole.prefix(length))) }
    }
    var random = Xorshift(99)
    var refused = 0
    for _ in 0..<5000 {
      var text = whole
      for _ in 0...random.next() % 3 {
        text[Int(random.next() % UInt64(text.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      do { _ = try read(text) } catch {
        #expect(error is ARPAError)
        refused += 1
      }
    }
    #expect(refused > 2000 && refused < 5000)
  }

  @Test func saysWhatToDo() {
    #expect(
      "\(ARPAError.malformed(line: 3, .wordCount(order: 2)))"
        == "line 3: not 2 words, between their probability and at most a back-off; correct the line")
    #expect(
      "\(ARPAError.Problem.section(expected: 2))" == #"not '\2-grams:', which follows here; is a section missing?"#)
    #expect(
      ARPAError.malformed(line: 1, .noData).exitCode == .data && ARPAError.backsOffFromUnlisted.exitCode == .usage)
  }
}
