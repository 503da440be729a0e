import Platform
import Testing

@Suite struct OutputErrorTests {
  @Test func eachSaysWhereAndWhatToDo() {
    let errors: [OutputError] = [
      .isFolder(path: "out"), .cannotCreate(path: "out", reason: "Permission denied"),
      .cannotWrite(path: "out", reason: "No space left on device"), .readerGone(path: "out"),
    ]
    #expect(errors.map(\.exitCode.rawValue) == [73, 73, 74, 74])
    #expect("\(errors[2])".contains("nothing of it was left behind"))
    let open = OutputError.cannotWrite(path: "out", reason: "No space left on device", stays: 7)
    #expect("\(open)".contains("is not whole") && !"\(open)".contains("nothing"))
    for error in errors { #expect("\(error)".hasPrefix("out: ") && "\(error)".contains(";")) }
  }
}
