import ArgumentParser
import Corpus
import Experiment
import Foundation
import Report

struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Make a corpus: tokens, vocabulary, id streams of train, valid and test.",
    discussion: #"""
      Text is UTF-8, and a byte order mark of UTF-16 or UTF-32 is obeyed; --encoding names another encoding (any that ICU \#
      knows, by any of its names) or has ICU find it (auto). gzip is unpacked, whatever the file's name. A folder means its \#
      *.txt files in byte order of path; - is standard input.

      A line is a segment that ends in <eos>. It ends at LF or CR LF, and nowhere else (a sentence ends at CR, NEL, U+2028 \#
      and U+2029 too). What --unit word makes of the rest: white space (CR alone, tab, form feed, vertical tab, NEL, U+2028, \#
      U+2029), NUL and other controls part words and are no tokens; bidi controls, soft hyphens, U+FEFF and other format \#
      characters belong to the word that they stand in, and are no tokens alone; private, unassigned and noncharacters are \#
      tokens. --unit whitespace parts at ASCII white space only, and all else belongs to words; of --unit char each is a \#
      token. Tables show them as \u{...}, never raw. U+FEFF at a file's start is its mark, and dropped.

      The vocabulary comes from train alone, or from another corpus with --vocabulary-from: the same ids, so that models of \#
      the one can be used on the other. --replace makes a corpus anew, and removes all models and checkpoints that were made \#
      of the old one.

      --print needs no database: a segment a line, a space between tokens (with --boundary none a token a line). White \#
      space in tokens of units word and char is written \n, \t, \r, \u{20}; all else is exact, but for a terminal, where \#
      nothing is written that it would obey. With --json an object a line for each token: token, start and end in bytes (of \#
      the file where it is UTF-8, of the unpacked or decoded text else), kind (letter, number, kana, ideograph, other; null \#
      for other units than word), segment (sentence with --boundary sentence) from 0, and source where there are several.

      Examples:
        lmctl tokenize book.txt --corpus book
        lmctl tokenize train.txt --valid valid.txt --test test.txt --unit whitespace --corpus kjv
        lmctl tokenize timemachine.txt --preset d2l-word --split 100:0:0 --corpus timemachine
        lmctl tokenize alt.txt --encoding windows-1252 --invalid replace --corpus alt
        lmctl tokenize letters.txt.gz --encoding auto --boundary sentence --case fold --locale tr --corpus letters
        lmctl tokenize other.txt --vocabulary-from book --corpus other
        zcat *.gz | lmctl tokenize - --corpus all
        lmctl tokenize book.txt --print --boundary none --keep words --case fold | sort | uniq -c | sort -rn | head
        lmctl tokenize book.txt --print --json --boundary sentence | head

      Memory: 30 MiB; 4 bytes a token and segment, and 1 or 2 for each segment of valid and test (with --boundary none: \#
      for each token); about 100 bytes a type and thread; 40 times the longest stretch in which text cannot be cut safely, \#
      which is mostly shorter than a line. --print: 30 MiB and that stretch.
      """#)

  @Argument(
    help: ArgumentHelp("Files or folders, or - for standard input.", valueName: "file|dir|-"), completion: .file())
  var sources: [String]

  @Option(help: ArgumentHelp("The name of the new corpus; needed unless tokens are printed.", valueName: "name"))
  var corpus: String?

  @Flag(help: "Print tokens on standard output, and make no corpus.")
  var print = false

  @Option(help: ArgumentHelp("Text of the split valid; needs --test.", valueName: "file"), completion: .file())
  var valid: [String] = []

  @Option(help: ArgumentHelp("Text of the split test; needs --valid.", valueName: "file"), completion: .file())
  var test: [String] = []

  @OptionGroup var options: TokenizeOptions
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if valid.isEmpty != test.isEmpty { throw ValidationError("--valid and --test go together") }
    if !valid.isEmpty && options.split != nil {
      throw ValidationError("--split divides one text; with --valid and --test leave it out")
    }
    if !print && corpus == nil {
      throw ValidationError("give the new corpus a name with --corpus, or see the tokens with --print")
    }
    guard print else { return }
    let idle: [(String, Bool)] = [
      ("--corpus", corpus != nil), ("--db", common.database != nil), ("--replace", replacing.replace),
      ("--valid", !valid.isEmpty), ("--split", options.split != nil), ("--min-count", options.minCount != nil),
      ("--max-vocabulary", options.maxVocabulary != nil), ("--max-tokens", options.maxTokens != nil),
      ("--vocabulary-from", options.vocabularyFrom != nil),
    ]
    if let option = idle.first(where: \.1)?.0 {
      throw ValidationError("--print makes no corpus: leave out \(option), or leave out --print to make one")
    }
  }

  func run() throws {
    if print { return try printTokens() }
    let recipe = Tokenize(
      sources: [.train: sources, .valid: valid, .test: test], name: corpus ?? "",
      settings: options.settings(minCount: 1, ownFiles: !valid.isEmpty), replaces: replacing.replace,
      vocabulary: options.vocabularyFrom)
    let result = try recipe(common.bench())
    if common.json { try Console.json(result) } else { Console.print(Self.lines(result)) }
  }

  private func printTokens() throws {
    let form: Print.Form = common.json ? .json : Terminal.isOutput ? .terminal : .plain
    let recipe = Print(sources: sources, settings: options.tokenizer, form: form)
    // Progress would be drawn between the tokens.
    try recipe(common.bench(drawsProgress: !Terminal.isOutput)) { Console.write($0, to: .standardOutput) }
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
    let reversible = result.reversible ? ["reversible: the ids give the text back"] : []
    let rate = Figures.bytes(Int(Double(result.bytes) / max(result.seconds, 1e-9)))
    return [
      """
      corpus \(result.corpus): \(Figures.grouped(result.tokens)) tokens, \(Figures.grouped(result.types)) types in \
      train (\(Figures.grouped(result.hapaxes)) hapaxes), vocabulary \(Figures.grouped(result.vocabulary))\
      \(result.vocabularyFrom.map { " of \(Figures.safe($0.name))" } ?? "")
      """
    ] + sources(result) + splits.lines() + [
      "most frequent: " + result.mostFrequent.map { "\($0.token) \($0.count)" }.joined(separator: "  "),
      "Zipf: slope \(Figures.fixed(result.zipfSlope, 4)) (least squares, all ranks of train)",
    ] + reversible + [
      "\(Figures.bytes(result.bytes)) in \(Figures.duration(result.seconds)), \(rate)/s"
    ]
  }

  /// Those that are not plain UTF-8, the first few.
  private static func sources(_ result: TokenizeResult) -> [String] {
    let notable = result.sources.filter { $0.encoding != "UTF-8" || $0.compressed || $0.invalid > 0 }
    let lines = notable.prefix(8).map { source in
      let facts = [
        source.encoding + (source.confidence.map { " (found, confidence \($0) of 100)" } ?? ""),
        source.compressed ? "gzip" : nil,
        source.invalid > 0 ? "\(Figures.grouped(source.invalid)) invalid places" : nil,
      ]
      return "\(Figures.safe(source.path)): \(facts.compactMap(\.self).joined(separator: ", "))"
    }
    return lines + (notable.count > 8 ? ["and \(notable.count - 8) more files that are not plain UTF-8"] : [])
  }
}
