import Foundation
import Testing

@testable import Recurrent

@Suite struct EarlyStoppingTests {
  @Test func endsAfterPatience() {
    var stopping = EarlyStopping(patience: 2)
    for (epoch, valid, isBetter, isOver) in [
      (1, 90.0, true, false), (2, 91, false, false), (3, 89, true, false), (4, 89, false, false), (5, 95, false, true),
    ] {
      let wasBetter = stopping.epochEnded(epoch, valid: valid)
      #expect(wasBetter == isBetter)
      #expect(stopping.isOver == isOver, "after epoch \(epoch)")
    }
    #expect(stopping.best == 89 && stopping.bestEpoch == 3 && stopping.epochsWithoutBetter == 2)
  }

  /// Infinity and NaN are never the best, and count against patience.
  @Test func nothingIsWorseThanInfinity() throws {
    var stopping = EarlyStopping(patience: 3)
    for valid in [Double.infinity, .nan] {
      let isBetter = stopping.epochEnded(0, valid: valid)
      #expect(!isBetter && stopping.best == nil && stopping.bestEpoch == nil)
    }
    #expect(!stopping.isOver)
    let isBetter = stopping.epochEnded(3, valid: 1e300)
    #expect(isBetter)
    #expect(try JSONDecoder().decode(EarlyStopping.self, from: JSONEncoder().encode(stopping)) == stopping)
  }

  @Test func neverWithoutPatience() {
    var stopping = EarlyStopping(patience: nil)
    for epoch in 0..<100 { _ = stopping.epochEnded(epoch, valid: Double(epoch)) }
    #expect(!stopping.isOver)
    #expect(!EarlyStopping(patience: 0).isOver, "nothing ends before the first epoch")
  }
}
