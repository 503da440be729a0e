/// Tokens that language models give a meaning of their own: text that is tokenized already must not hold them.
///
/// A literal `<unk>` is not among them: it means an unknown word.
enum ReservedTokens {
  private static let all = ["<s>", "</s>", "<bos>", "<eos>"].map { Array($0.utf8) }
  private static let longest = 5

  static func contains(_ token: ArraySlice<UInt8>) -> Bool {
    guard token.first == 0x3C, token.count <= longest else { return false }
    return all.contains { token.elementsEqual($0) }
  }
}
