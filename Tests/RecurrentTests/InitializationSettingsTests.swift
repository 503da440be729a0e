import Foundation
import Testing

@testable import Recurrent

@Suite struct InitializationSettingsTests {
  static let lstm = NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cell: .lstm)

  @Test(arguments: [
    InitializationSettings(.uniform(bound: 0)), .init(.uniform(bound: -1)), .init(.uniform(bound: .infinity)),
    .init(.uniform(bound: .nan)), .init(.normal(variance: 0)), .init(.normal(variance: 1e300)),
    .init(.standard, forgetBias: .nan), .init(.standard, forgetBias: -1e300),
  ]) func nonsenseIsRefused(_ settings: InitializationSettings) {
    do throws(RecurrentError) {
      try settings.check(for: Self.lstm)
      Issue.record("\(settings) is accepted")
    } catch {
      guard case .badSetting(let name, _, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(name == (settings.forgetBias == nil ? "--init" : "--forget-bias"))
    }
  }

  @Test func forgetBiasNeedsAForgetGate() throws {
    let settings = InitializationSettings(.xavier, forgetBias: 1)
    try settings.check(for: Self.lstm)
    for cell in CellKind.allCases where cell != .lstm {
      var shape = Self.lstm
      shape.cell = cell
      #expect(throws: RecurrentError.self) { try settings.check(for: shape) }
      try InitializationSettings(.xavier).check(for: shape)
    }
  }

  @Test(arguments: [
    InitializationSettings(), .init(.uniform(bound: 0.05)), .init(.normal(variance: 1.5), forgetBias: 1),
  ]) func comesBackFromJSON(_ settings: InitializationSettings) throws {
    #expect(try JSONDecoder().decode(InitializationSettings.self, from: JSONEncoder().encode(settings)) == settings)
  }
}
