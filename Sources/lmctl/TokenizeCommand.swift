import ArgumentParser
import Corpus
import Experiment
import Report

struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Make a corpus: tokens, vocabulary, id streams of train, valid and test.",
    discussion: """
      Text is UTF-8 (a byte order mark of UTF-16 or UTF-32 is obeyed). A folder means its *.txt files in byte order of \
      path; - is standard input. The vocabulary comes from train alone. A line is a segment that ends in <eos>.

      Examples:
        lmctl tokenize book.txt --corpus book
        lmctl tokenize train.txt --valid valid.txt --test test.txt --unit whitespace --corpus kjv
        lmctl tokenize timemachine.txt --preset d2l-word --split 100:0:0 --corpus timemachine

      Memory: 16 bytes a token and 32 a line (with --boundary none 32 a token), 100 a type, and 20 times the longest \
      line.
      """)

  @Argument(help: ArgumentHelp("Files or folders, or - for standard input.", valueName: "file|dir|-"))
  var sources: [String]

  @Option(help: ArgumentHelp("The name of the new corpus.", valueName: "name"))
  var corpus: String

  @Option(help: ArgumentHelp("Text of the split valid; needs --test.", valueName: "file"))
  var valid: [String] = []

  @Option(help: ArgumentHelp("Text of the split test; needs --valid.", valueName: "file"))
  var test: [String] = []

  @OptionGroup var options: TokenizeOptions
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if valid.isEmpty != test.isEmpty { throw ValidationError("--valid and --test go together") }
    if !valid.isEmpty && options.split != nil {
      throw ValidationError("--split divides one text; with --valid and --test leave it out")
    }
  }

  func run() throws {
    let recipe = Tokenize(
      sources: [.train: sources, .valid: valid, .test: test], name: corpus,
      settings: options.settings(minCount: 1, ownFiles: !valid.isEmpty), replaces: replacing.replace)
    let result = try recipe(common.bench())
    if common.json { try Console.json(result) } else { Console.print(Self.lines(result)) }
  }

  private static func lines(_ result: TokenizeResult) -> [String] {
    var splits = TextTable([
      ("split", .left), ("tokens", .right), ("segments", .right), ("OOV", .right), ("rate", .right),
      ("characters", .right), ("bytes", .right), ("stream", .left),
    ])
    for split in result.splits {
      splits.append([
        split.name, Figures.grouped(split.tokens), Figures.grouped(split.segments), Figures.grouped(split.oov),
        Figures.percent(split.oov, of: split.tokens), Figures.grouped(split.characters), Figures.grouped(split.bytes),
        String(split.stream.prefix(12)),
      ])
    }
    let rate = Figures.bytes(Int(Double(result.bytes) / max(result.seconds, 1e-9)))
    return [
      """
      corpus \(result.corpus): \(Figures.grouped(result.tokens)) tokens, \(Figures.grouped(result.types)) types in \
      train (\(Figures.grouped(result.hapaxes)) hapaxes), vocabulary \(Figures.grouped(result.vocabulary))
      """
    ] + splits.lines() + [
      "most frequent: " + result.mostFrequent.map { "\($0.token) \($0.count)" }.joined(separator: "  "),
      "Zipf: slope \(Figures.fixed(result.zipfSlope, 4)) (least squares, all ranks of train)",
      "\(Figures.bytes(result.bytes)) in \(Figures.duration(result.seconds)), \(rate)/s",
    ]
  }
}
