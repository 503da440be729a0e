public import ArgumentParser
import Corpus
import Experiment
public import Text

extension TokenUnit: ExpressibleByArgument {}
extension CaseMapping: ExpressibleByArgument {}
extension Normalization: ExpressibleByArgument {}
extension Boundary: ExpressibleByArgument {}
extension Preset: ExpressibleByArgument {}

/// Shares of a text, written 80:10:10.
struct Shares: ExpressibleByArgument {
  let train: Int
  let valid: Int
  let test: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let train = parts[0], let valid = parts[1], let test = parts[2],
      train > 0, valid >= 0, test >= 0, [train, valid, test].allSatisfy({ $0 <= 100 }), train + valid + test == 100
    else { return nil }
    (self.train, self.valid, self.test) = (train, valid, test)
  }
}

/// What decides which tokens a text becomes, for `tokenize` and `run`.
struct TokenizeOptions: ParsableArguments {
  @Option(help: "What a token is: ICU word breaks, grapheme clusters, or what stands between white space.")
  var unit: TokenUnit?

  @Option(name: .customLong("case"), help: "Keep case, or lower it by the rules of the locale.")
  var caseMapping: CaseMapping?

  @Option(help: "The Unicode normalization form.")
  var normalize: Normalization?

  @Option(help: ArgumentHelp("Language tag whose rules ICU follows.", valueName: "tag"))
  var locale: String?

  @Option(help: "What ends a segment: a line, or nothing.")
  var boundary: Boundary?

  @Flag(help: "Drop lines without tokens instead of keeping them as empty segments.")
  var skipEmptyLines = false

  @Option(help: "The cleaning of Dive into Deep Learning; fixes all of the above.")
  var preset: Preset?

  @Option(
    help: ArgumentHelp(
      "Shares of train, valid and test in percent, contiguous (default: 80:10:10).", valueName: "a:b:c"))
  var split: Shares?

  @Option(help: ArgumentHelp("Types rarer in train become <unk>.", valueName: "n"))
  var minCount: Int?

  @Option(help: ArgumentHelp("At most so many types, the most frequent ones.", valueName: "n"))
  var maxVocabulary: Int?

  @Option(help: ArgumentHelp("Cut the text to so many tokens before it is split.", valueName: "n"))
  var maxTokens: Int?

  @Option(help: ArgumentHelp("The longest token.", valueName: "bytes"))
  var maxTokenBytes = 65536

  func validate() throws {
    for (option, value) in [
      ("--min-count", minCount), ("--max-vocabulary", maxVocabulary), ("--max-tokens", maxTokens),
      ("--max-token-bytes", maxTokenBytes),
    ] {
      if let value, value < 1 { throw ValidationError("\(option) takes a number of at least 1") }
    }
    let fixed = unit != nil || caseMapping != nil || normalize != nil || locale != nil || boundary != nil
    if preset != nil && (fixed || skipEmptyLines) {
      throw ValidationError(
        "--preset fixes --unit, --case, --normalize, --locale, --boundary and --skip-empty-lines: leave them out")
    }
  }

  func settings(minCount standard: Int, ownFiles: Bool) -> CorpusSettings {
    let tokenizer =
      preset.map { TokenizerSettings(preset: $0, maxTokenBytes: maxTokenBytes) }
      ?? TokenizerSettings(
        unit: unit ?? .word, caseMapping: caseMapping ?? .keep, normalization: normalize ?? .none,
        locale: locale ?? "", boundary: boundary ?? .line, skipEmptyLines: skipEmptyLines, maxTokenBytes: maxTokenBytes)
    return CorpusSettings(
      tokenizer: tokenizer,
      splitting: ownFiles
        ? .files : .shares(train: split?.train ?? 80, valid: split?.valid ?? 10, test: split?.test ?? 10),
      minCount: minCount ?? standard, maxVocabulary: maxVocabulary, maxTokens: maxTokens)
  }
}
