import ArgumentParser
import Foundation
import Report

extension LMCTL {
  /// Takes the place of the argument parser's own, which repeats arguments as they were given: a shell may have put in the
  /// names of files that a stranger named, and a terminal would obey them.
  static func exit(withError error: any Error) -> Never {
    let code = exitCode(for: error)
    let lines = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
    if lines != [""] {
      let text = lines.map { Figures.safe(String($0)) + "\n" }.joined()
      Console.write(text, to: code.isSuccess ? .standardOutput : .standardError)
    }
    Foundation.exit(code.rawValue)
  }
}
