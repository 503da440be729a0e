import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct NeuralCacheSettingsTests {
  @Test func whatIsRefused() throws {
    try NeuralCacheSettings(theta: 0, window: 1, weight: 0).check()
    try NeuralCacheSettings(theta: 1e6, window: 100_000, weight: 0.999).check()
    for (theta, window, weight) in [
      (-0.1, 9, 0.1), (.nan, 9, 0.1), (.infinity, 9, 0.1), (2e6, 9, 0.1), (1, 0, 0.1), (1, -5, 0.1), (1, .max, 0.1),
      (1, 100_001, 0.1), (1, 9, 1), (1, 9, -0.1), (1, 9, .nan),
    ] {
      do {
        try NeuralCacheSettings(theta: theta, window: window, weight: weight).check()
        Issue.record("\(theta), \(window), \(weight) were taken")
      } catch {
        #expect(error.exitCode == .usage && "\(error)".hasPrefix("the cache's ") && "\(error)".contains("; give "))
      }
    }
  }

  /// What the database holds.
  @Test func isWrittenAndReadBack() throws {
    var settings = NeuralCacheSettings(theta: 0.3, window: 500, weight: 0.125, countsUnknown: false)
    for _ in 0..<2 {
      let read = try JSONDecoder().decode(NeuralCacheSettings.self, from: JSONEncoder().encode(settings))
      #expect(read == settings)
      settings.countsUnknown = true
    }
    // Where nothing is said, <unk> is counted.
    let text = #"{"theta":0.3,"weight":0.125,"window":500}"#
    #expect(try JSONDecoder().decode(NeuralCacheSettings.self, from: Data(text.utf8)) == settings)
  }
}
