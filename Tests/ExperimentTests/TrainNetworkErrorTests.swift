import Experiment
import Platform
import Testing

@Suite struct TrainNetworkErrorTests {
  @Test(arguments: [
    (
      TrainNetworkError.checkpointStands(model: "m", epoch: 3.25, saved: "2026"), ExitCode.cannotCreate,
      ["'m'", "3.25", "2026", "--resume", "--replace", "--name"]
    ),
    (
      .otherSettings(model: "m", differences: ["--batch was 1", "--cell was 2"]), .usage,
      ["--batch was 1; --cell was 2"]
    ),
    (.otherModel(model: "m"), .cannotCreate, ["--replace", "--name"]),
    (.diverged(reason: "it grew", model: "m", kept: nil), .data, ["it grew", "nothing was kept", "--replace"]),
    (.diverged(reason: "it grew", model: "m", kept: 2), .data, ["after 2.00 epochs is kept", "--name than 'm'"]),
  ])
  func saysWhatToDo(error: TrainNetworkError, code: ExitCode, words: [String]) {
    #expect(error.exitCode == code)
    for word in words { #expect(error.description.contains(word), "\(error)") }
  }
}
