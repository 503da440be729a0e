internal import Experiment
internal import Text

/// Exported vocabularies: read in blocks of any size, and every token shown and read back.
enum FuzzedVocabulary: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let shown = DisplayText.escaped(bytes, limit: .max)
    try BrokenPromise.unless(VocabularyLine.unescaped(shown) == bytes, "what is shown is read back")
    try BrokenPromise.unless(shown.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "nothing acts on a terminal")
    let types = read(bytes, piece: bytes.count)
    let inPieces = read(bytes, piece: 1 + bytes.count % 19)
    try BrokenPromise.unless(inPieces == types, "pieces give the same types, or are refused too")
    guard let types else { return false }
    try BrokenPromise.unless(Set(types).count == types.count, "each type once")
    return true
  }

  private static func read(_ bytes: [UInt8], piece: Int) -> [[UInt8]]? {
    var start = 0
    let file = try? VocabularyFile("vocabulary") {
      guard start < bytes.count else { return nil }
      let end = min(bytes.count, start + piece)
      defer { start = end }
      return Array(bytes[start..<end])
    }
    return file?.types
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    func file(_ types: [[UInt8]], hasEOS: Bool) -> [UInt8] {
      var lines = [VocabularyLine.header, "0\t3\t\t<unk>"]
      if hasEOS { lines.append("1\t7\t\t<eos>") }
      for (rank, type) in types.enumerated() {
        lines.append("\(VocabularyLine(id: lines.count - 1, count: 90 - rank, rank: rank + 1, token: type))")
      }
      return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
    let words = ["the", "whale", "é", "\\", "a b", "\u{202E}", "<num>"].map { Array($0.utf8) }
    return [
      ("words", file(words, hasEOS: true)),
      ("bytes", file([[0xFF], [0x09], [0x0A, 0x0D], [0x00], [0xC3]], hasEOS: false)),
    ]
  }
}
