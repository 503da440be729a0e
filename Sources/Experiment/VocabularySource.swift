internal import Corpus
internal import Foundation
internal import Ledger
internal import Text

/// A vocabulary that is there before the text: of a corpus of the same database, or of an exported file.
struct VocabularySource {
  /// Without `<unk>` and `<eos>`, in the order of their ids.
  let types: [[UInt8]]
  let origin: VocabularyOrigin

  /// - Parameter name: a file's path where there is such a file, else the name of a corpus.
  /// - Throws: where there is neither; where the file is none of ours; where its ids cannot be those of a text that is
  ///   tokenized by `settings`.
  init(_ name: String, for settings: TokenizerSettings, _ bench: Workbench) throws {
    let ledger = try bench.openIfThere()
    let names = try ledger?.corpora().map(\.name) ?? []
    let hasEOS: Bool
    var corpus: CorpusRecord?
    if Self.isFile(name) {
      if names.contains(name) {
        bench.progress(.warning("--vocabulary-from \(name): taken from the file of that name, not from the corpus"))
      }
      let file = try VocabularyFile(name) {
        try bench.require(10 * $0 + Workbench.leastMemory, for: "the vocabulary of \(name)")
      }
      (types, hasEOS) = (file.types, file.hasEOS)
    } else if let ledger, names.contains(name) {
      let stored = try StoredCorpus(name, in: ledger)
      hasEOS = stored.record.hasEOS
      types = stored.tokens.dropFirst(hasEOS ? 2 : 1).map(\.bytes)
      corpus = stored.record
    } else {
      throw ExperimentError.noVocabulary(name: name, database: bench.database, corpora: names)
    }
    guard hasEOS == (settings.boundary != .none) else {
      throw ExperimentError.otherSegments(vocabulary: name, hasEOS: hasEOS)
    }
    if let corpus { Self.compare(settings, with: corpus, bench) }
    let specials = [Vocabulary.unknownToken] + (hasEOS ? [Vocabulary.endOfSegmentToken] : [])
    let whole = Vocabulary(
      tokens: specials + types, counts: Array(repeating: 0, count: specials.count + types.count), hasEOS: hasEOS)
    origin = VocabularyOrigin(name: name, sha256: "\(whole.sha256)")
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// Types that were made in another way are hardly found in the text.
  private static func compare(_ settings: TokenizerSettings, with corpus: CorpusRecord, _ bench: Workbench) {
    guard let theirs = try? JSONDecoder().decode(CorpusSettings.self, from: Data(corpus.settings.utf8)).tokenizer else {
      return
    }
    let differences = [
      ("--unit", theirs.unit.rawValue, settings.unit.rawValue),
      ("--case", theirs.caseMapping.rawValue, settings.caseMapping.rawValue),
      ("--normalize", theirs.normalization.rawValue, settings.normalization.rawValue),
      ("--keep", theirs.keep.rawValue, settings.keep.rawValue),
      ("--numbers", theirs.numbers.rawValue, settings.numbers.rawValue),
      ("--preset", theirs.preset?.rawValue ?? "none", settings.preset?.rawValue ?? "none"),
    ].filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1)" }
    if !differences.isEmpty {
      bench.progress(
        .warning(
          """
          the vocabulary of '\(corpus.name)' was made with \(differences.joined(separator: ", ")), and this text is \
          not: many words may be <unk>
          """))
    }
  }
}
