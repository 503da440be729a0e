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
      with { $0.epochs = -3 }, with { $0.learningRate = 0 }, with { $0.learningRate = .nan },
      with { $0.learningRate = .infinity }, with { $0.clip = 0 }, with { $0.clip = -1 }, with { $0.clip = .nan },
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
      #expect(error.description.contains("give a"))
    }
  }

  @Test func goodOnesPass() throws { try Self.good.check() }

  /// Windows whose size overflows are refused before anything is asked of the system.
  @Test(arguments: [[Int.max, Int.max], [1 << 40, 1 << 40], [1, Int.max]]) func windowsBeyondMemory(_ sizes: [Int]) {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3)
    var settings = Self.good
    (settings.lanes, settings.steps) = (sizes[0], sizes[1])
    #expect(Trainer.memory(shape, settings, threads: .max) == nil)
    #expect(throws: RecurrentError.self) { try Trainer(shape, settings, hasEOS: true, threads: .max) }
  }

  @Test func memoryHoldsWhatTheTrainerKeeps() throws {
    let shape = NetworkShape(vocabulary: 10_000, embedding: 200, hidden: 200)
    var settings = Self.good
    (settings.lanes, settings.steps) = (20, 35)
    let weights = 4 * (try #require(shape.parameters))
    let one = try #require(Trainer.memory(shape, settings, threads: 1))
    let two = try #require(Trainer.memory(shape, settings, threads: 2))
    // Weights three times; scores of a block of rows twice; the rest is small beside them.
    #expect(one > 3 * weights && one < 3 * weights + 24_000_000)
    #expect(two - one > weights && two - one < weights + 10_000_000)
  }
}
