import Foundation
import Text

/// The arguments as they were given: Swift has put something else in the place of bytes that are not UTF-8 before anybody
/// sees them, so that another file would be read, or made, than the one that was named.
enum RawArguments {
  /// What is wrong with the first argument that is not UTF-8; nil where all are.
  static var refusal: String? {
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[place] else { break }
      if unsafe String(validatingCString: argument) != nil { continue }
      let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
      return """
        argument \(place), '\(DisplayText.escaped(bytes))', is not UTF-8, as all names and texts must be; rename the file, or \
        set the terminal to UTF-8
        """
    }
    return nil
  }

  /// What is wrong where help is about to be printed that nobody asked for: of a file whose name begins with '-' and has an
  /// 'h' the argument parser reads -h.
  /// - Parameter arguments: those of the command line, without the program.
  static func fileReadAsHelp(_ arguments: [String]) -> String? {
    let arguments = arguments.prefix { $0 != "--" }
    let asks = ["-h", "-help", "--help", "--help-hidden", "help", "--version"]
    if arguments.contains(where: { asks.contains($0) || $0.hasPrefix("--generate-completion-script") }) { return nil }
    return arguments.first { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 && $0.contains("h") }.map {
      name in
      "'\(DisplayText.escaped(Array(name.utf8)))' is read as options; if it is a file, write './' before it"
    }
  }
}
