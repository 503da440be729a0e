import Foundation
import Testing

@testable import Recurrent

@Suite struct ScheduleTests {
  /// What is recorded with runs stays readable, and is what is recorded now.
  @Test(arguments: [
    (Schedule.constant, #"{"constant":{}}"#), (.plateau(factor: 4), #"{"plateau":{"factor":4}}"#),
    (.exponential(decay: 0.5, after: 6), #"{"exponential":{"after":6,"decay":0.5}}"#),
    (.cosine(warmUp: 100, floor: 0.25), #"{"cosine":{"floor":0.25,"warmUp":100}}"#),
  ]) func readsWhatWasRecorded(_ schedule: Schedule, json: String) throws {
    #expect(try JSONDecoder().decode(Schedule.self, from: Data(json.utf8)) == schedule)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(schedule), as: UTF8.self) == json)
  }
}
