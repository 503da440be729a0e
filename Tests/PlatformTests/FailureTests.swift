import Platform
import Testing

@Suite struct FailureTests {
  @Test func exitCodesAreThoseOfSysexitsAndShells() {
    #expect(ExitCode.allCases.map(\.rawValue) == [64, 65, 66, 69, 70, 73, 74, 75, 129, 130, 143])
    #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
  }

  @Test func outOfMemorySaysHowMuch() {
    let failure = OutOfMemory(bytes: 123_456)
    #expect(failure.exitCode == .unavailable)
    #expect(failure.description.contains("123456"))
  }
}
