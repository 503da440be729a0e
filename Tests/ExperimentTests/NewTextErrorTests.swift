import Platform
import Testing
import Text

@testable import Experiment

@Suite struct NewTextErrorTests {
  /// Each says where and what, and names no option that only `tokenize` has.
  @Test func wordsAreForWhoeverMakesNoCorpus() throws {
    let path = "a.txt"
    let errors: [TextError] = [
      .notUTF8(path: path, line: 3, byteOffset: 7), .malformed(path: path, line: 3, encoding: "Big5", byteOffset: 7),
      .contradictingMark(path: path, named: "Big5", mark: "UTF-16"), .undetectedEncoding(path: path, guesses: []),
      .tokenTooLong(path: path, line: 3, bytes: 9, limit: 8), .lineTooLong(path: path, line: 3, limit: 8),
      .stretchTooLong(path: path, line: 3, limit: 8), .reservedToken(path: path, line: 3, token: "<s>"),
    ]
    for error in errors {
      let named = try #require(NewTextError(error, corpus: "c"))
      #expect("\(named)".hasPrefix("a.txt:") && "\(named)".contains(";") && !"\(named)".contains("--"), "\(named)")
      #expect("\(error)".hasPrefix("a.txt:") && error.exitCode == named.exitCode)
      let prefix = try #require(NewTextError(error, in: "--prefix", corpus: "c"))
      #expect("\(prefix)".hasPrefix("--prefix: ") && !"\(prefix)".contains("a.txt"), "\(prefix)")
    }
    #expect("\(try #require(NewTextError(errors[0], corpus: "c")))".contains("the corpus 'c'"))
    #expect(NewTextError(.noSuchFile(path: path), corpus: "c") == nil)
  }

  /// What is no fault of the text goes through as it is.
  @Test func otherErrorsStay() {
    #expect(NewTextError.naming(TextError.noSuchFile(path: "x"), corpus: "c") as? TextError == .noSuchFile(path: "x"))
    #expect(NewTextError.naming(CancellationError(), corpus: "c") is CancellationError)
    #expect(NewTextError.naming(TextError.lineTooLong(path: "x", line: 1, limit: 2), corpus: "c") is NewTextError)
  }
}
