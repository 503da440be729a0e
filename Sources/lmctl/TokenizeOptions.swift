public import ArgumentParser
import Corpus
import Experiment
public import Text

extension TokenUnit: ExpressibleByArgument {}
extension CaseMapping: ExpressibleByArgument {}
extension Normalization: ExpressibleByArgument {}
extension Boundary: ExpressibleByArgument {}
extension Preset: ExpressibleByArgument {}
extension KeptTokens: ExpressibleByArgument {}
extension NumberMapping: ExpressibleByArgument {}
extension InvalidInput: ExpressibleByArgument {}

/// Shares of a text, written 80:10:10.
struct Shares {
  let train: Int
  let valid: Int
  let test: Int

  init(argument: String) throws {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let train = parts[0], let valid = parts[1], let test = parts[2],
      [train, valid, test].allSatisfy({ 0...100 ~= $0 })
    else { throw ValidationError("give three whole numbers from 0 to 100, like 80:10:10") }
    guard train + valid + test == 100 else {
      throw ValidationError("the shares sum to \(train + valid + test), not to 100")
    }
    guard train > 0 else { throw ValidationError("train must have a share: the vocabulary comes from it") }
    (self.train, self.valid, self.test) = (train, valid, test)
  }
}

/// What decides which tokens a text becomes, for `tokenize` and `run`.
struct TokenizeOptions: ParsableArguments {
  @Option(help: "What a token is: a word by ICU, a grapheme cluster, or what white space divides (default: word).")
  var unit: TokenUnit?

  @Option(
    name: .customLong("case"),
    help: "Keep case, lower it by the rules of the locale, or fold it, as for comparing (default: keep).")
  var caseMapping: CaseMapping?

  @Option(help: "The Unicode normalization form (default: none).")
  var normalize: Normalization?

  @Option(help: ArgumentHelp("Language tag whose rules ICU follows.", valueName: "tag"))
  var locale: String?

  @Option(help: "What ends a segment: a line, a sentence by ICU, a blank line, or nothing (default: line).")
  var boundary: Boundary?

  @Flag(help: "Drop lines without tokens instead of keeping them as empty segments.")
  var skipEmptyLines = false

  @Option(help: "Which words are tokens: all, no punctuation, or no numbers either (default: all).")
  var keep: KeptTokens?

  @Option(help: "Keep numbers, or make each <num> (default: keep).")
  var numbers: NumberMapping?

  @Option(help: "The cleaning of Dive into Deep Learning; fixes all of the above.")
  var preset: Preset?

  @Option(
    help: ArgumentHelp(
      "The text's encoding: a name that ICU knows, or auto (default: utf-8, or what a byte order mark says).",
      valueName: "name|auto"))
  var encoding = "utf-8"

  @Option(help: "What to do with bytes that are no text: stop, put U+FFFD, or leave them out; counted and stored.")
  var invalid: InvalidInput = .error

  @OptionGroup var expansion: ExpansionOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shares of train, valid and test in percent, contiguous (default: 80:10:10).", valueName: "a:b:c"),
    transform: Shares.init(argument:))
  var split: Shares?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Types rarer in train become <unk> (default: 1; run: 2).", valueName: "n"))
  var minCount: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many types, the most frequent ones.", valueName: "n"))
  var maxVocabulary: Int?

  @Option(
    help: ArgumentHelp(
      "Take the ids of another corpus, or of a file made by export --format vocabulary; what is not in it is <unk>.",
      valueName: "corpus|file"), completion: .file())
  var vocabularyFrom: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Cut the text to so many tokens before it is split; with --valid and --test that of train.", valueName: "n"))
  var maxTokens: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The longest token.", valueName: "bytes"))
  var maxTokenBytes = 65536

  func validate() throws {
    for (option, value) in [
      ("--min-count", minCount), ("--max-vocabulary", maxVocabulary), ("--max-tokens", maxTokens),
      ("--max-token-bytes", maxTokenBytes),
    ] {
      if let value, value < 1 { throw ValidationError("\(option) takes a number of at least 1") }
    }
    if vocabularyFrom != nil && (minCount != nil || maxVocabulary != nil) {
      throw ValidationError("--vocabulary-from says which types there are: leave out --min-count and --max-vocabulary")
    }
    let fixed =
      unit != nil || caseMapping != nil || normalize != nil || locale != nil || boundary != nil || keep != nil
      || numbers != nil
    if preset != nil && (fixed || skipEmptyLines) {
      throw ValidationError(
        "--preset fixes --unit, --case, --normalize, --locale, --boundary, --keep, --numbers and --skip-empty-lines: "
          + "leave them out")
    }
  }

  var tokenizer: TokenizerSettings {
    let decoding = Decoding(encoding: .init(encoding), invalid: invalid, maxExpanded: expansion.maxExpanded)
    return preset.map { TokenizerSettings(preset: $0, maxTokenBytes: maxTokenBytes, decoding: decoding) }
      ?? TokenizerSettings(
        unit: unit ?? .word, caseMapping: caseMapping ?? .keep, normalization: normalize ?? .none,
        locale: locale ?? "", boundary: boundary ?? .line, skipEmptyLines: skipEmptyLines, keep: keep ?? .all,
        numbers: numbers ?? .keep, maxTokenBytes: maxTokenBytes, decoding: decoding)
  }

  func settings(minCount standard: Int, ownFiles: Bool) -> CorpusSettings {
    CorpusSettings(
      tokenizer: tokenizer,
      splitting: ownFiles
        ? .files : .shares(train: split?.train ?? 80, valid: split?.valid ?? 10, test: split?.test ?? 10),
      minCount: minCount ?? (vocabularyFrom == nil ? standard : 1), maxVocabulary: maxVocabulary, maxTokens: maxTokens)
  }
}
