import Testing

@testable import Statistics

@Suite struct LogSpacedPlacesTests {
  @Test func workedExamples() {
    #expect(logSpacedPlaces(steps: 2, last: 100) == [1, 10, 100])
    #expect(logSpacedPlaces(steps: 50, last: 3) == [1, 2, 3])
    #expect(logSpacedPlaces(steps: 5, last: 1) == [1])
    #expect(logSpacedPlaces(steps: 0, last: 9).isEmpty)
    #expect(logSpacedPlaces(steps: 5, last: 0).isEmpty)
    #expect(logSpacedPlaces(steps: 7, last: .max).last == .max)
    #expect(logSpacedPlaces(steps: .max, last: 9).isEmpty && logSpacedPlaces(steps: .min, last: 9).isEmpty)
  }
}
