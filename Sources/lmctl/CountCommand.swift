import ArgumentParser
import Experiment
import Foundation
import Text

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count n-grams: text or ids in, sorted counts out, without a database.",
    discussion: #"""
      A line an n-gram, as in SRILM's count files: words with a space between, a tab, the count. A segment begins with <s> \#
      and ends with </s>, and no n-gram goes beyond it. Several orders stand in one list, an n-gram before those that it \#
      begins. Lines ascend token by token, by bytes: counts of parts of a text, cut where segments end, give with 'lmctl \#
      merge' the counts of the whole.

      Tokens are made as in 'lmctl tokenize'. White space in tokens of units word and char is written \n, \t, \r, \u{20}; all \#
      else is exact, but for a terminal, where nothing is written that it would obey. --ids counts what 'lmctl export \#
      --format ids' wrote; id 1 ends a segment unless --boundary none is given; ids are written as numbers, or as the tokens \#
      of --vocabulary-from.

      Examples:
        lmctl count book.txt --order 3 | sort -t "$(printf '\t')" -k2,2nr | head
        zcat big.gz | lmctl count - --order 1,2,3 --unit whitespace | gzip > big.counts.gz
        lmctl count a.txt --order 2 > a; lmctl count b.txt --order 2 > b; lmctl merge a b
        lmctl export --corpus book --format ids -o book.npy; lmctl count --ids book.npy --order 2 --vocabulary-from book

      Memory: 8 bytes a token and that of the types as in 'lmctl tokenize'; then 16 bytes a token and up to 24 a distinct \#
      n-gram of any order up to the highest. For texts beyond that, count parts and merge them.
      """#)

  @Argument(
    help: ArgumentHelp("Files or folders; - is standard input (default).", valueName: "file|dir|-"), completion: .file()
  )
  var sources: [String] = []

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders, 1 to 16.", valueName: "n,…"), transform: CommaList.orders)
  var order: [Int]

  @Option(
    help: ArgumentHelp("Count the ids of this NumPy array instead of text; - is standard input.", valueName: "file"),
    completion: .file())
  var ids: String?

  @OptionGroup var options: TokenizeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommaList.check(orders: order)
    if common.json { throw ValidationError("count writes lines of its own format, not JSON") }
    let idle: [(String, Bool)] = [
      ("--split", options.split != nil), ("--min-count", options.minCount != nil),
      ("--max-vocabulary", options.maxVocabulary != nil), ("--max-tokens", options.maxTokens != nil),
    ]
    if let option = idle.first(where: \.1)?.0 {
      throw ValidationError("count takes all of a text and makes no corpus: leave out \(option)")
    }
    guard ids != nil else {
      if options.vocabularyFrom != nil { throw ValidationError("--vocabulary-from goes with --ids") }
      if common.database != nil { throw ValidationError("count needs no database: leave out --db") }
      return
    }
    if !sources.isEmpty { throw ValidationError("--ids takes the place of the text: leave out \(sources[0])") }
    let isText =
      options.unit != nil || options.caseMapping != nil || options.normalize != nil || options.locale != nil
      || options.skipEmptyLines || options.keep != nil || options.numbers != nil || options.preset != nil
    if isText || options.boundary.map({ $0 != Boundary.none && $0 != .line }) ?? false {
      throw ValidationError("ids are tokens already: with --ids only --boundary none, or line, says what they are")
    }
  }

  func run() throws {
    let input =
      ids.map {
        CountNGrams.Input.ids($0, hasSegments: options.boundary != Boundary.none, vocabulary: options.vocabularyFrom)
      } ?? .text(sources.isEmpty ? ["-"] : sources, options.tokenizer)
    let recipe = CountNGrams(input, orders: order, isForTerminal: Terminal.isOutput)
    // Progress would be drawn between the lines.
    try recipe(common.bench(drawsProgress: !Terminal.isOutput)) { Console.write($0, to: .standardOutput) }
  }
}
