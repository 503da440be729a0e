import Testing

@testable import Recurrent

@Suite struct TrainingEventTests {
  private func progress(epochsDone: Double, seconds: Double) -> TrainingProgress {
    TrainingProgress(
      epoch: 1, epochs: 4, step: 0, epochsDone: epochsDone, positions: 0, positionsPerSecond: 0, seconds: seconds,
      learningRate: 1, meanLoss: 1)
  }

  @Test func whatIsLeftTakesAsLongAsWhatIsDone() {
    #expect(progress(epochsDone: 2, seconds: 10).secondsLeft == 10)
    #expect(progress(epochsDone: 0.5, seconds: 3).secondsLeft == 21)
    #expect(progress(epochsDone: 4, seconds: 3).secondsLeft == 0)
  }

  @Test func nothingDoneHasNoEndInSight() {
    #expect(progress(epochsDone: 0, seconds: 0).secondsLeft == .infinity)
  }

  /// An epoch's positions only, however long training took before.
  @Test func theMeterGoesOnWhereItWasInterrupted() {
    var meter = TrainingMeter(secondsBefore: 100)
    #expect(meter.seconds >= 100 && meter.seconds < 160 && meter.positionsPerSecond == 0)
    meter.beginEpoch()
    meter.count(positions: 1000)
    let first = meter.positionsPerSecond
    #expect(first > 1000 / 60)
    meter.beginEpoch()
    meter.count(positions: 0)
    #expect(meter.positionsPerSecond == 0)
  }

  @Test func checkpointsAreDueByTheClock() {
    var always = TrainingMeter(secondsBefore: 50, checkpointEvery: 0)
    #expect(always.isCheckpointDue)
    always.countCheckpoint()
    #expect(always.isCheckpointDue)
    // The seconds before an interruption are not waited for twice.
    #expect(!TrainingMeter(secondsBefore: 5000, checkpointEvery: 1000).isCheckpointDue)
    #expect(!TrainingMeter(secondsBefore: 5000).isCheckpointDue)
  }
}
