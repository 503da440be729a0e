import Statistics
import Testing

@Suite struct HeapsCurveTests {
  @Test func workedExample() {
    let stream: [UInt32] = [5, 5, 9, 5, 1]
    let curve = HeapsCurve(stream, at: [5, 1, 3, 3, 9, 0, -2])
    #expect(curve.points.map(\.tokens) == [1, 3, 5])
    #expect(curve.points.map(\.types) == [1, 2, 3])
    #expect(HeapsCurve([.max, 7, .max], at: [1, 2, 3]).points.map(\.types) == [1, 2, 2])
  }

  @Test func places() {
    #expect(HeapsCurve.places(every: 2, of: 5) == [2, 4, 5])
    #expect(HeapsCurve.places(every: 2, of: 4) == [2, 4])
    #expect(HeapsCurve.places(every: 9, of: 4) == [4])
    #expect(HeapsCurve.places(every: .max, of: 4) == [4])
    #expect(HeapsCurve.places(every: 0, of: 4).isEmpty)
    #expect(HeapsCurve.places(every: 3, of: 0).isEmpty)
    #expect(HeapsCurve.places(logSpaced: 2, of: 100) == [1, 10, 100])
  }

  @Test func nothing() {
    #expect(HeapsCurve([], at: [1, 2]).points.isEmpty)
    #expect(HeapsCurve([1, 2], at: []).points.isEmpty)
  }
}
