import Foundation

/// Standard output for data, standard error for everything else.
enum Console {
  static func print(_ lines: [String]) { write(lines.map { $0 + "\n" }.joined(), to: .standardOutput) }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print([String(decoding: try encoder.encode(value), as: UTF8.self)])
  }

  static func error(_ message: String) { write("lmctl: \(message)\n", to: .standardError) }

  static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away is no failure of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
