import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct DynamicEvaluationSettingsTests {
  @Test func whatIsRefused() throws {
    try DynamicEvaluationSettings(rate: 0, steps: 1, clip: nil).check()
    try DynamicEvaluationSettings(rate: 1e6, steps: 10_000, clip: 1e-9).check()
    for (rate, steps, clip) in [
      (-0.1, 20, 1.0), (.nan, 20, 1), (.infinity, 20, 1), (0.1, 0, 1), (0.1, .max, 1), (0.1, 20, 0), (0.1, 20, .nan),
      (0.1, 20, .infinity), (0.1, 20, -1),
    ] {
      do {
        try DynamicEvaluationSettings(rate: rate, steps: steps, clip: clip).check()
        Issue.record("\(rate), \(steps), \(clip) were taken")
      } catch {
        #expect(error.exitCode == .usage && "\(error)".contains("of dynamic evaluation is "))
        #expect("\(error)".contains("; give "))
      }
    }
  }

  /// What the database holds.
  @Test func isWrittenAndReadBack() throws {
    for clip in [nil, 0.25] {
      let settings = DynamicEvaluationSettings(rate: 0.5, steps: 10, clip: clip)
      let read = try JSONDecoder().decode(DynamicEvaluationSettings.self, from: JSONEncoder().encode(settings))
      #expect(read == settings && read.learnsUnknown)
    }
    let unlearnt = DynamicEvaluationSettings(rate: 0.5, learnsUnknown: false)
    #expect(try JSONDecoder().decode(DynamicEvaluationSettings.self, from: JSONEncoder().encode(unlearnt)) == unlearnt)
    // Where nothing is said, <unk> is learnt.
    let text = #"{"rate":0.5,"steps":20,"clip":1}"#
    let read = try JSONDecoder().decode(DynamicEvaluationSettings.self, from: Data(text.utf8))
    #expect(read == DynamicEvaluationSettings(rate: 0.5))
  }
}
