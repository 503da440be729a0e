import Platform
import Testing

@testable import Experiment

@Suite struct NetworkBaseErrorTests {
  @Test func wordsEndInWhatToDo() {
    let errors: [NetworkBaseError] = [.noNetwork(model: "m", option: "--dynamic"), .ownName(model: "m")]
    for error in errors {
      #expect(error.description.contains("; ") && error.description.contains("'m'") && error.exitCode == .usage)
    }
  }
}
