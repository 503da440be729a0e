import Testing

@testable import Recurrent

@Suite struct TrainingEventTests {
  @Test func theMeterCountsEpochsStepsAndPositions() {
    var meter = TrainingMeter(epochs: 4)
    var last = meter.progress
    for epoch in 1...2 {
      meter.beginEpoch()
      for step in 1...5 {
        meter.count(positions: 30, fraction: Double(step) / 5)
        #expect(meter.progress.seconds >= last.seconds)
        #expect(meter.progress.positionsPerSecond > 0)
        last = meter.progress
      }
      #expect(last.epoch == epoch && last.epochsDone == Double(epoch))
    }
    #expect(last.step == 10 && last.positions == 300)
    #expect(last.secondsLeft == last.seconds)
  }

  @Test func nothingDoneHasNoEndInSight() {
    #expect(TrainingMeter(epochs: 3).progress.secondsLeft == .infinity)
  }
}
