internal import Foundation
internal import Platform

/// Reads what `lmctl export --format vocabulary` wrote (``VocabularyLine``); anything else is refused with its line.
package struct VocabularyFile {
  /// A token of over a MiB, each byte of it escaped; what is longer is refused before it fills memory.
  private static let longestLine = 1 << 24

  let path: String
  private var seen: Set<[UInt8]> = []
  package private(set) var types: [[UInt8]] = []
  package private(set) var hasEOS = false
  private var line = 0

  /// - Parameter progress: told the bytes read so far; what it throws ends the reading.
  init(_ path: String, progress: (Int) throws -> Void) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ExperimentError.unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    var count = 0
    try self.init(path) {
      let block: Data?
      do { block = try file.read(upToCount: 1 << 20) } catch {
        throw ExperimentError.unreadable(path: path, reason: error.localizedDescription)
      }
      guard let block, !block.isEmpty else { return nil }
      count += block.count
      try progress(count)
      return Array(block)
    }
  }

  /// - Parameter next: gives the next bytes of the file, or nil at its end.
  package init(_ path: String, next: () throws -> [UInt8]?) throws {
    self.path = path
    var rest: [UInt8] = []
    while let block = try next() {
      var start = rest.count
      rest += block
      var begun = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try take(rest[begun..<end])
        (begun, start) = (end + 1, end + 1)
      }
      rest.removeSubrange(..<begun)
      if rest.count > Self.longestLine { throw wrong("a line of over \(Self.longestLine) bytes") }
    }
    line += 1
    if !rest.isEmpty { throw refused("the file is cut off: no line feed ends this line") }
    if types.isEmpty { throw refused("there are no types in it") }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) throws(ExperimentError) {
    line += 1
    guard let text = String(validating: bytes, as: UTF8.self) else { throw refused("not UTF-8") }
    if line == 1 {
      guard text == VocabularyLine.header else {
        throw refused("the first line must name the columns id, count, rank and token, with tabs between")
      }
      return
    }
    guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x09 }) else {
      throw refused("a control character that is not escaped")
    }
    guard let row = VocabularyLine(text) else {
      throw refused("not the columns id, count, rank, token with tabs between")
    }
    let expected = line - 2
    guard row.id == expected else { throw refused("id \(row.id) where \(expected) follows") }
    if row.rank == nil || expected == 0 {
      // `<unk>`, and `<eos>` where the corpus had segments.
      let special = expected == 0 ? "<unk>" : "<eos>"
      guard row.rank == nil, expected < 2, row.token == Array(special.utf8) else {
        throw refused(expected == 0 ? "the first type must be <unk>, without a rank" : "a type without a rank")
      }
      hasEOS = expected == 1
    } else {
      types.append(row.token)
    }
    guard seen.insert(row.token).inserted else { throw refused("this type stands twice") }
  }

  private func wrong(_ reason: String) -> ExperimentError { .badVocabulary(path: path, line: line + 1, reason: reason) }
  private func refused(_ reason: String) -> ExperimentError { .badVocabulary(path: path, line: line, reason: reason) }
}
