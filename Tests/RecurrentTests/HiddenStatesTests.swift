import Foundation
import Testing

@testable import Recurrent

@Suite struct HiddenStatesTests {
  /// Each is what the distribution at its place is made from; pieces follow one another, and cut anywhere they are those
  /// of the whole.
  @Test(arguments: RecurrentModelTests.shapes, [false, true]) func areWhatIsPredictedFrom(
    _ shape: NetworkShape, clears: Bool
  ) throws {
    let model = try model(shape, clearsAtSegments: clears)
    let ids = RecurrentModelTests.stream
    func states(_ cuts: [Int]) -> [Double] {
      var (all, state, first) = ([Double](), model.start(), 0)
      for end in cuts + [ids.count] {
        var next = 0
        model.hiddenStates(of: Array(ids[first..<end]), from: &state) { places, h in
          #expect(places.lowerBound == next && h.count == places.count * shape.hidden)
          next = places.upperBound
          all += h.map(Double.init)
        }
        #expect(next == end - first)
        first = end
      }
      return all
    }
    let whole = states([])
    #expect(whole.count == 300 * shape.hidden)
    #expect(largestDifference(states([0, 1, 40, 299]), whole) < 1e-5)
    var state = model.start()
    for position in 0..<20 {
      let row = whole[position * shape.hidden..<(position + 1) * shape.hidden]
      #expect(largestDifference(Array(row), state.top.map(Double.init)) < 1e-5)
      model.advance(&state, by: ids[position])
    }
  }

  /// The state moves on as it does when the stream is scored.
  @Test func leadsWhereScoringLeads() throws {
    let model = try model(RecurrentModelTests.shapes[5])
    var (read, scored) = (model.start(), model.start())
    model.hiddenStates(of: RecurrentModelTests.stream, from: &read) { _, _ in }
    _ = model.score(RecurrentModelTests.stream, from: &scored)
    #expect(read.numbers == scored.numbers && read.top == scored.top)
  }
}
