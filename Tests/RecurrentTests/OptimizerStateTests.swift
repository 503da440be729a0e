import Foundation
import Testing

@testable import Recurrent

@Suite struct OptimizerStateTests {
  @Test func comesBackFromJSON() throws {
    var state = OptimizerState()
    (state.steps, state.averaged, state.isAveraging) = (12, 5, true)
    #expect(try JSONDecoder().decode(OptimizerState.self, from: JSONEncoder().encode(state)) == state)
  }

  @Test func onlyAveragingRulesHaveAverages() {
    var state = OptimizerState()
    for kind in OptimizerKind.allCases { #expect(state.isPlausible(OptimizerSettings(kind, learningRate: 1))) }
    (state.steps, state.averaged, state.isAveraging) = (12, 5, true)
    for kind in OptimizerKind.allCases {
      #expect(state.isPlausible(OptimizerSettings(kind, learningRate: 1)) == (kind == .asgd))
    }
    state.isAveraging = false
    #expect(!state.isPlausible(OptimizerSettings(.asgd, learningRate: 1)))
  }

  /// Counts that would trap later are refused when they are read.
  @Test(arguments: [
    #"{"steps":-1,"averaged":0,"isAveraging":false}"#, #"{"steps":3,"averaged":4,"isAveraging":true}"#,
    #"{"steps":3,"averaged":-1,"isAveraging":true}"#, "{\"steps\":\(Int.max),\"averaged\":0,\"isAveraging\":true}",
    #"{"steps":3}"#, "{}",
  ]) func refusesNonsense(_ json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(OptimizerState.self, from: Data(json.utf8)) }
  }
}
