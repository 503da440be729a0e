import Foundation
import NGrams
import Testing

/// Python, where it is installed: `python3`, or the interpreter that `LMCTL_PYTHON` names.
private enum Python {
  private static let python = ProcessInfo.processInfo.environment["LMCTL_PYTHON"] ?? "python3"
  static let hasKenLM = run(["-c", "import kenlm"], input: "") != nil

  /// What Python prints, or nil where it fails.
  static func run(_ arguments: [String], input: String) -> String? {
    let (process, output, text) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    (process.standardInput, process.standardOutput, process.standardError) = (text, output, FileHandle.nullDevice)
    do { try process.run() } catch { return nil }
    try? text.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? text.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

/// KenLM itself reads what we write, where Python finds it (`pip install kenlm`).
@Suite(.enabled(if: Python.hasKenLM)) struct ARPAKenLMTests {
  private static let script = """
    import sys, kenlm
    model = kenlm.Model(sys.argv[1])
    for line in sys.stdin:
        print(' '.join('%.7f %d' % (p, n) for p, n, _ in model.full_scores(line.strip(), bos=True, eos=True)))
    """

  /// Sentences of words that follow each other as in a text: some often, `<unk>` among them.
  private func sentences(_ count: Int, vocabulary: Int, seed: UInt64) -> [[UInt32]] {
    var random = Xorshift(seed)
    return (0..<count).map { _ in
      var (sentence, last) = ([UInt32](), UInt64(0))
      while random.next() % 12 != 0 {
        last =
          random.next() % 3 == 0
          ? random.next() % UInt64(vocabulary) : (last * 7 + random.next() % 3) % UInt64(vocabulary)
        sentence.append(last == 1 ? 0 : UInt32(last))
      }
      return sentence
    }
  }

  /// All n-grams of some sentences, with numbers at will: KenLM wants the n-grams within an n-gram to be listed too.
  private func model(_ order: Int, _ sentences: [[UInt32]], vocabulary: Int) -> BackoffModel {
    let bos = UInt32(vocabulary)
    var grams = (0...bos).map { [$0] }
    let levels = (1...order).map { n in
      let next = Set(
        sentences.map { [bos] + $0 + [1] }.flatMap { text in
          text.indices.dropLast(n).map { Array(text[$0...$0 + n]) }
        }
      ).sorted { $0.lexicographicallyPrecedes($1) }
      var level = BackoffModel.Level(
        words: grams.compactMap(\.last), continuations: [],
        logProbabilities: grams.indices.map { -Float(($0 * 7919 + n) % 4001) / 997 }, logBackoffs: [])
      if n < order {
        var starts: [UInt32] = [0]
        for gram in grams { starts.append(starts[starts.count - 1] + UInt32(next.count { $0.starts(with: gram) })) }
        level.continuations = starts
        level.logBackoffs = grams.indices.map {
          starts[$0] == starts[$0 + 1] ? 0 : -Float(($0 * 104_729) % 1500) / 1009
        }
      }
      grams = next
      return level
    }
    return BackoffModel(vocabularySize: vocabulary, endOfSegment: 1, levels: levels)
  }

  @Test(arguments: [2, 3, 5]) func sameScores(order: Int) throws {
    let vocabulary = 60
    let model = model(order, sentences(200, vocabulary: vocabulary, seed: 17), vocabulary: vocabulary)
    let types = madeUpTypes(vocabulary, hasEOS: true)
    let tokens = try ARPATokens(types, endOfSegment: 1, escapesSpaces: true)
    let file = FileManager.default.temporaryDirectory.appending(path: "lmctl-\(UUID()).arpa")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(model.arpa(tokens, threads: 2)).write(to: file)

    let sentences = [[]] + sentences(100, vocabulary: vocabulary, seed: 17).map { $0.filter { $0 % 11 != 3 } }
    let entries = model.entries
    let input = sentences.map { sentence in
      sentence.map { $0 == 0 ? "neverSeen" : String(decoding: tokens.word(Int($0)), as: UTF8.self) }.joined(
        separator: " ")
        + "\n"
    }.joined()
    let output = Python.run(["-c", Self.script, file.path(percentEncoded: false)], input: input)
    let lines = (output ?? "").split(separator: "\n")
    try #require(lines.count == 101)
    var (scored, highest) = (0, 0)
    for (line, sentence) in zip(lines, sentences) {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      try #require(numbers.count == 2 * (sentence.count + 1))
      var history = [UInt32(vocabulary)]
      for (index, id) in (sentence + [1]).enumerated() {
        history.append(id)
        let expected = model.logProbability(history, in: entries)
        #expect(abs(numbers[2 * index] - expected) < 1e-4)
        scored += 1
        if Int(numbers[2 * index + 1]) == order { highest += 1 }
      }
    }
    #expect(scored > 500 && highest > 100)
  }

  /// A stream without segments has no `</s>`; KenLM wants one.
  @Test func loadsWithoutSegments() throws {
    let model = BackoffModel.random(order: 2, vocabulary: 8, eos: nil, seed: 4)
    var levels = model.levels
    for n in levels.indices { levels[n].logProbabilities = levels[n].words.map { -1 - Float($0) } }
    levels[0].logBackoffs = levels[0].logBackoffs.map { _ in -0.5 }
    let tokens = try ARPATokens(madeUpTypes(8, hasEOS: false), endOfSegment: nil, escapesSpaces: true)
    let file = FileManager.default.temporaryDirectory.appending(path: "lmctl-\(UUID()).arpa")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(BackoffModel(vocabularySize: 8, endOfSegment: nil, levels: levels).arpa(tokens)).write(to: file)
    let output = Python.run(["-c", Self.script, file.path(percentEncoded: false)], input: "never\n")
    #expect(output?.hasPrefix("-1.5") == true || output?.hasPrefix("-1.0") == true)
  }
}
