internal import NGrams

/// ARPA files: read whole and in pieces, written, and read again.
enum FuzzedARPA: FuzzedReader {
  private static let words = ["<unk>", "<eos>", "a", "b", "of", "the", "whale", "é"]
  private static let tokens = Result {
    try ARPATokens(words.map { Array($0.utf8) }, endOfSegment: 1, escapesSpaces: false)
  }

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let tokens = try BrokenPromise.on("a vocabulary") { try Self.tokens.get() }
    guard let (model, facts) = read(bytes, tokens, piece: bytes.count) else {
      let inPieces = read(bytes, tokens, piece: 1 + bytes.count % 7)
      try BrokenPromise.unless(inPieces == nil, "what is refused whole is refused in pieces")
      return false
    }
    let inPieces = read(bytes, tokens, piece: 1 + bytes.count % 7)
    try BrokenPromise.unless(inPieces?.model == model && inPieces?.facts == facts, "pieces give the same model")
    try ModelUse.check(model)
    let written = try BrokenPromise.on("what was read can be written") { try write(model, tokens) }
    guard let (again, _) = read(written, tokens, piece: written.count) else {
      throw BrokenPromise("what was written is not read")
    }
    try BrokenPromise.unless(again.levels == model.levels, "what was written reads as another model")
    return true
  }

  private static func read(
    _ bytes: [UInt8], _ tokens: ARPATokens, piece: Int
  ) -> (model: BackoffModel, facts: ARPAFacts)? {
    var start = 0
    return try? BackoffModel.readARPA(tokens: tokens) {
      guard start < bytes.count else { return nil }
      let end = min(bytes.count, start + piece)
      defer { start = end }
      return Array(bytes[start..<end])
    }
  }

  private static func write(_ model: BackoffModel, _ tokens: ARPATokens) throws -> [UInt8] {
    var text: [UInt8] = []
    try model.writeARPA(tokens: tokens, threads: 1) { text += $0 }
    return text
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws {
      let tokens = try Self.tokens.get()
      let written = try SmallModels.backoff.map { ("\($0.name)", try write($0.model, tokens)) }
      return written + byHand.map { ($0.name, Array($0.text.utf8)) }
    }
  }

  /// As other programs write them.
  private static let byHand: [(name: String, text: String)] = [
    (
      "kenlm",
      """
      \\data\\
      ngram 1=6
      ngram 2=4
      ngram 3=1

      \\1-grams:
      -1.0791812\t<unk>\t0
      0\t<s>\t-0.30103
      -0.845098\t</s>\t0
      -0.6020599\ta\t-0.30103
      -1e-1\tthe\t-0.1
      -99\twhale\t-0.2

      \\2-grams:
      -0.30103\t<s> a\t-0.1
      -0.2218487\ta the\t0
      -0.30103\tthe whale\t0
      -0.1\twhale </s>\t0

      \\3-grams:
      -0.1\ta the whale

      \\end\\

      """
    ),
    (
      "srilm-unsorted",
      "made by another program\r\n\\data\\\r\nngram 1=5\r\nngram 2=3\r\n\r\n\\1-grams:\r\n-1 the -.5\r\n-1 </s>\r\n"
        + "-99 <s> -.25\r\n-2.5e+0 <UNK>\r\n-1.5 stranger -.125\r\n\r\n\\2-grams:\r\n-.5 the </s>\r\n-.5 <s> the\r\n"
        + "-.25 stranger the\r\n\r\n\\end\\\r\n"
    ),
  ]
}
