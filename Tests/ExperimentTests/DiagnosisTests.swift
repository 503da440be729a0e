import Foundation
import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct DiagnosisTests {
  private func diagnosed(_ fixture: TrainingFixture, _ name: String, epochs: Int = 3) -> TrainNetwork {
    var recipe = fixture.network(name, epochs: epochs)
    recipe.diagnosis = .gradients
    return recipe
  }

  private func rows(_ fixture: TrainingFixture, _ name: String, isUnfinished: Bool = false) throws -> [DiagnosticRecord]
  {
    try DiagnosedTraining(corpus: "t", model: name)(fixture.bench(), isUnfinished: isUnfinished)
  }

  /// Every epoch, and what was there before the first; the weights are those of a training that nobody measured.
  @Test func epochsAreMeasuredAndNothingElseChanges() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(diagnosed(fixture, "measured"))
    _ = try fixture.train(fixture.network("plain"))
    let rows = try rows(fixture, "measured")
    let norms = rows.filter { $0.name == "gradient_norm" }
    #expect(norms.map(\.epoch) == (0...3).flatMap { Array(repeating: $0, count: 9) })
    #expect(norms.prefix(9).map(\.place) == Array(1...9) && norms.allSatisfy { $0.value ?? 0 > 0 })
    #expect(Set(rows.map(\.name)).isSuperset(of: ["hidden_saturated", "forget_gate_mean", "output_gate_saturated"]))
    #expect(try fixture.weights("measured") == fixture.weights("plain"))
    #expect(try self.rows(fixture, "plain").isEmpty && self.rows(fixture, "nobody").isEmpty)
  }

  /// Stopped wherever: the rows are those of a training that was not, and all of the last run.
  @Test(arguments: [1, 7, 19]) func resumptionKeepsWhatWasMeasured(stride: Int) throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(diagnosed(fixture, "straight"))
    var recipe = diagnosed(fixture, "stopped")
    recipe.resumes = true
    recipe.checkpointEvery = 0.000_001
    while case .stopped = try fixture.train(recipe, updates: stride) {}
    #expect(try rows(fixture, "stopped") == rows(fixture, "straight"))
    #expect(try rows(fixture, "stopped") == rows(fixture, "stopped", isUnfinished: true))
    let ledger = try fixture.ledger
    #expect(try ledger.diagnostics(corpus: "t", model: "stopped").count == rows(fixture, "stopped").count)
  }

  /// What explodes may diverge before an epoch's end: what was measured before the first update is there.
  @Test func aDivergedTrainingLeavesWhatItBeganWith() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(diagnosed(fixture, "net"))
    var wild = diagnosed(fixture, "net")
    wild.replaces = true
    wild.training.optimizer.learningRate = 1e30
    wild.training.clip = nil
    #expect(throws: TrainNetworkError.self) { try fixture.train(wild) }
    #expect(try Set(rows(fixture, "net", isUnfinished: true).map(\.epoch)) == [0])
    // The model that stands is not of that training.
    #expect(try Set(rows(fixture, "net").map(\.epoch)) == [0, 1, 2, 3])
  }

  /// JSON has every key, and null for what is no number.
  @Test func figuresAreValidJSON() throws {
    let rows = [nil, Double.infinity, 0.5].map {
      DiagnosticRecord(epoch: 0, layer: 1, name: "gradient_norm", place: 2, value: $0)
    }
    let text = try JSON.string(rows.map(DiagnosedFigure.init))
    let one = #"{"epoch":0,"layer":1,"name":"gradient_norm","place":2,"value":"#
    #expect(text == "[\(one)null},\(one)null},\(one)0.5}]")
  }
}
