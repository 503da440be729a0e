import Platform
import Testing

@testable import Recurrent

@Suite struct TrainingSettingsTests {
  static let good = TrainingSettings(lanes: 1, steps: 1, epochs: 1, learningRate: 1, clip: nil, seed: 1)

  static let bad: [TrainingSettings] = {
    func with(_ change: (inout TrainingSettings) -> Void) -> TrainingSettings {
      var settings = good
      change(&settings)
      return settings
    }
    return [
      with { $0.lanes = 0 }, with { $0.lanes = .min }, with { $0.steps = 0 }, with { $0.epochs = 0 },
      with { $0.epochs = -3 }, with { $0.optimizer.learningRate = 0 }, with { $0.optimizer.learningRate = .nan },
      with { $0.optimizer.learningRate = .infinity }, with { $0.clip = 0 }, with { $0.clip = -1 },
      with { $0.clip = .nan },
      with { $0.clipValue = 0 }, with { $0.clipValue = .infinity }, with { $0.patience = 0 },
      with { $0.validationLanes = 0 }, with { $0.dropout.rate = 1 }, with { $0.dropout.rate = -0.1 },
      with { $0.dropout.rate = .nan }, with { $0.optimizer.momentum = 1 }, with { $0.optimizer.momentum = -0.1 },
      with { $0.optimizer.beta1 = 1 }, with { $0.optimizer.beta2 = .nan }, with { $0.optimizer.alpha = -1 },
      with { $0.optimizer.weightDecay = -1 }, with { $0.optimizer.weightDecay = .infinity },
      with { $0.optimizer.epsilon = .nan }, with { $0.optimizer.isNesterov = true },
      with { $0.schedule = .plateau(factor: 0.5) }, with { $0.schedule = .plateau(factor: .nan) },
      with { $0.schedule = .exponential(decay: 0, after: 1) },
      with { $0.schedule = .exponential(decay: 1.1, after: 1) },
      with { $0.schedule = .exponential(decay: 0.5, after: .min) },
      with { $0.schedule = .cosine(warmUp: -1, floor: 0) }, with { $0.schedule = .cosine(warmUp: .max, floor: 0) },
      with { $0.schedule = .cosine(warmUp: 0, floor: 2) }, with { $0.schedule = .cosine(warmUp: 0, floor: .nan) },
    ]
  }()

  @Test(arguments: bad) func nonsenseIsRefused(_ settings: TrainingSettings) {
    #expect(throws: RecurrentError.self) { try settings.check() }
    do {
      _ = try Trainer(
        NetworkShape(vocabulary: 5, embedding: 2, hidden: 3), settings, hasEOS: true, threads: 2)
      Issue.record("accepted")
    } catch {
      guard case .badSetting = error else {
        Issue.record("\(error)")
        return
      }
      #expect(error.exitCode == .usage)
      #expect(error.description.contains("; give "))
    }
  }

  @Test func goodOnesPass() throws {
    try Self.good.check()
    var all = Self.good
    all.optimizer = OptimizerSettings(.sgd, learningRate: 20, momentum: 0.9, isNesterov: true, weightDecay: 0.1)
    (all.clip, all.clipValue, all.patience, all.dropout.rate) = (0.25, 1, 1, 0.99)
    for schedule in [
      .constant, .plateau(factor: 4), .exponential(decay: 1 / 1.2, after: 0), .cosine(warmUp: 0, floor: 1),
    ] as [Schedule] {
      all.schedule = schedule
      try all.check()
    }
  }

  /// Windows whose size overflows are refused before anything is asked of the system.
  @Test(arguments: [[Int.max, Int.max], [1 << 40, 1 << 40], [1, Int.max]]) func windowsBeyondMemory(_ sizes: [Int]) {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3)
    var settings = Self.good
    (settings.lanes, settings.steps) = (sizes[0], sizes[1])
    #expect(Trainer.memory(shape, settings, threads: .max) == nil)
    #expect(throws: RecurrentError.self) { try Trainer(shape, settings, hasEOS: true, threads: .max) }
  }
}
