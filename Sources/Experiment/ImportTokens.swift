internal import Corpus
internal import Foundation
internal import Ledger
internal import NGrams
internal import Text

extension StoredCorpus {
  /// The words that the corpus's types are in ARPA files: as `lmctl tokenize --print` writes them, so that what other
  /// programs train on its output has the same.
  /// - Throws: where two types would be one word.
  func arpaTokens() throws -> ARPATokens {
    let settings = try? JSONDecoder().decode(CorpusSettings.self, from: Data(record.settings.utf8))
    return try ARPATokens(
      tokens.map(\.bytes), endOfSegment: endOfSegment, escapesSpaces: settings?.tokenizer.unit != .whitespace)
  }
}
