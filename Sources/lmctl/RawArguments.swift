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

  /// A file whose name begins with '-' and has an 'h' would be read as options, of which -h is one: help, and success.
  /// - Parameter arguments: those of the command line, without the program.
  static func namedLikeOptions(_ arguments: [String]) -> String? {
    let arguments = arguments.prefix { $0 != "--" }
    for (before, argument) in zip([""] + arguments, arguments) {
      // After an option it may be that option's value.
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 2, argument.contains("h"),
        !before.hasPrefix("--")
      else { continue }
      return """
        '\(DisplayText.escaped(Array(argument.utf8)))' would be read as options; if it is a file, write './' before it
        """
    }
    return nil
  }
}
