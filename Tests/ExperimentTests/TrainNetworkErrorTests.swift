import Experiment
import Ledger
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
    (
      .notStored(.full(path: "lm"), model: "m", kept: 3), .io,
      ["lm: the disk is full", "run the command again", "'m' itself is not stored", "after 3.00 epochs is", "--resume"]
    ),
    (
      .notStored(.moved(path: "lm"), model: "m", kept: 3), .io,
      ["was moved", "'m' itself is not stored", "after 3.00 epochs is in the file that was open"]
    ),
    (.notStored(.busy(path: "lm"), model: "m", kept: nil), .busy, ["nor is a checkpoint", "from the start"]),
    (
      .notStored(.full(path: "lm"), model: "m", kept: nil, asked: .interrupt), .interrupt,
      ["the disk is full", "free some space", "from the start"]
    ),
    (.stopped(code: .terminate, model: "m", step: 1234, epoch: 1.5, epochs: 3), .terminate, ["1,234", "--resume"]),
  ])
  func saysWhatToDo(error: TrainNetworkError, code: ExitCode, words: [String]) {
    #expect(error.exitCode == code)
    for word in words { #expect(error.description.contains(word), "\(error)") }
  }
}
