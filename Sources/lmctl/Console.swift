import Foundation
import Platform
import Report
import Synchronization

/// Standard output for data, standard error for everything else.
enum Console {
  /// Bytes of the data that the system has taken.
  private static let written = Atomic(0)

  static func print(_ lines: [String]) { write(lines.map { $0 + "\n" }.joined(), to: .standardOutput) }

  static func json(_ value: some Encodable) throws { print([try JSONText.pretty(value)]) }

  /// Rows in the format that was asked for.
  /// - Parameter bold: the rows that stand out on a terminal with colours.
  static func write(_ table: Table, as format: OutputFormat, csvSafe: Bool = false, bold: Set<Int> = []) {
    let text = table.written(
      format, forTerminal: Terminal.isOutput, isSafeForSpreadsheets: csvSafe, bold: Terminal.takesColour ? bold : [])
    write(text, to: .standardOutput)
  }

  static func error(_ message: String) { write("lmctl: \(Figures.safe(message))\n", to: .standardError) }

  static func write(_ text: String, to handle: FileHandle) { write(Array(text.utf8), to: handle) }

  /// Whether somebody reads on.
  @discardableResult static func write(_ bytes: [UInt8], to handle: FileHandle) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(handle.fileDescriptor, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        rest = rest.dropFirst(written)
        if handle == .standardOutput { Self.written.add(written, ordering: .relaxed) }
      } else if errno != EINTR {
        // A reader that has gone away is no failure of ours; a full disk is, and standard error has no other place.
        if errno == EPIPE || handle == .standardError { return false }
        let reason = unsafe String(cString: strerror(errno))
        let bytes = Self.written.load(ordering: .relaxed)
        error("standard output cannot be written: \(reason) (after \(bytes) bytes); nothing in the database is lost")
        exit(ExitCode.io.rawValue)
      }
    }
    return true
  }
}
