import Recurrent
import Testing

@testable import Experiment

@Suite struct NetworkSettingsTests {
  private let settings = NetworkSettings(
    NetworkShape(vocabulary: 9, embedding: 3, hidden: 4, cutoffs: [2, 5]),
    TrainingSettings(
      lanes: 2, steps: 3, epochs: 4, optimizer: OptimizerSettings(.adam, learningRate: 0.1),
      schedule: .cosine(warmUp: 3, floor: 0.1), clip: nil, patience: 2, seed: .max))

  @Test func aRecordIsReadBack() throws {
    #expect(NetworkSettings(json: try JSON.string(settings)) == settings)
    #expect(NetworkSettings(json: "{}") == nil && NetworkSettings(json: "no JSON") == nil)
  }

  @Test func epochsAloneMayDiffer() {
    var longer = settings
    longer.training.epochs = 400
    #expect(settings.isSameButForEpochs(longer) && longer != settings)
    longer.training.lanes += 1
    #expect(!settings.isSameButForEpochs(longer))
    var wider = settings
    wider.shape.hidden += 1
    #expect(!settings.isSameButForEpochs(wider))
  }
}
