import Foundation

/// The terminal that standard output may be.
enum Terminal {
  static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Its width: what it says itself, else what COLUMNS says, else 80.
  static var columns: Int {
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }

  /// Takes away a COLUMNS that is no width: the argument parser wraps help to it, whatever it says.
  static func tame() {
    guard let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }) else { return }
    if !(1...10_000).contains(columns) { unsafe unsetenv("COLUMNS") }
  }

  /// Whether escape codes are welcome: on a terminal that knows them, unless NO_COLOR is set (no-color.org).
  static var takesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isOutput && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
