internal import Corpus
internal import Ledger
internal import Platform
internal import Text

extension TokenRows {
  /// The rows of a vocabulary, with ranks by count and what is shown of each token.
  init(_ vocabulary: Vocabulary) {
    var ranks = [Int?](repeating: nil, count: vocabulary.count)
    for (place, id) in vocabulary.byCount.enumerated() { ranks[id] = place + 1 }
    self.init(
      bytes: vocabulary.tokens, texts: vocabulary.tokens.indices.map { Self.shown(vocabulary.tokens.slice($0)) },
      counts: vocabulary.counts.map { Int($0) }, ranks: ranks)
  }

  /// What a token is shown as where that is not its bytes: nearly always they are visible ASCII.
  private static func shown(_ token: ArraySlice<UInt8>) -> String? {
    let isShownAsItIs =
      token.count <= 200 && token.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }
    return isShownAsItIs ? nil : DisplayText.escaped(Array(token))
  }
}
