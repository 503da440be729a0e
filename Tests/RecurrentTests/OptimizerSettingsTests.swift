import Foundation
import Testing

@testable import Recurrent

@Suite struct OptimizerSettingsTests {
  /// PyTorch's defaults, which differ by kind.
  @Test(arguments: OptimizerKind.allCases) func defaultsArePyTorchs(_ kind: OptimizerKind) {
    let settings = OptimizerSettings(kind, learningRate: 0.5)
    #expect(settings.weightDecay == (kind == .adamw ? 0.01 : 0))
    #expect(settings.epsilon == (kind == .adagrad ? 1e-10 : 1e-8))
    #expect(settings.beta1 == 0.9 && settings.beta2 == 0.999 && settings.alpha == 0.99 && settings.momentum == 0)
    #expect(OptimizerSettings(kind, learningRate: 0.5, weightDecay: 0).weightDecay == 0, "what is given stands")
  }

  /// The names in PyTorch's `state_dict`, as many as there are numbers a weight.
  @Test(arguments: [
    (OptimizerSettings(.sgd, learningRate: 1), []),
    (OptimizerSettings(.sgd, learningRate: 1, momentum: 0.9), ["momentum_buffer"]),
    (OptimizerSettings(.adam, learningRate: 1), ["exp_avg", "exp_avg_sq"]),
    (OptimizerSettings(.adamw, learningRate: 1), ["exp_avg", "exp_avg_sq"]),
    (OptimizerSettings(.rmsprop, learningRate: 1), ["square_avg"]),
    (OptimizerSettings(.rmsprop, learningRate: 1, momentum: 0.9), ["square_avg", "momentum_buffer"]),
    (OptimizerSettings(.adagrad, learningRate: 1), ["sum"]), (OptimizerSettings(.asgd, learningRate: 1), ["ax"]),
  ]) func moments(_ settings: OptimizerSettings, names: [String]) { #expect(settings.momentNames == names) }

  /// What is recorded with runs stays readable.
  @Test func readsWhatWasRecorded() throws {
    let json = """
      {"kind":"asgd","learningRate":30,"momentum":0,"isNesterov":false,"weightDecay":1e-06,"beta1":0.9,"beta2":0.999,\
      "epsilon":1e-08,"alpha":0.99,"averagesFrom":1000}
      """
    let expected = OptimizerSettings(.asgd, learningRate: 30, weightDecay: 1e-6, averagesFrom: 1000)
    #expect(try JSONDecoder().decode(OptimizerSettings.self, from: Data(json.utf8)) == expected)
    #expect(try JSONDecoder().decode(OptimizerSettings.self, from: JSONEncoder().encode(expected)) == expected)
  }
}
