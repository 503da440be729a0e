import Testing

@testable import Recurrent

/// The mask, held against its definition worked out elsewhere.
@Suite struct DoubleLoopsDropoutTests {
  /// Worked out with Python's integers: a mask that changed would change every stored training's future.
  @Test func maskIsFixedForAllTime() throws {
    let x = try view([Double](repeating: 1, count: 24))
    Double.dropout(x, into: x, key: 0x0123_4567_89ab_cdef, firstIndex: (1 << 32) - 4, rate: 0.5)
    #expect(x.array.map { $0 == 0 ? "0" : "1" }.joined() == "101011010011001000011010")
    #expect(x.array.allSatisfy { $0 == 0 || $0 == 2 })
  }

  @Test(arguments: [(0.0, 0), (0.5, 1 << 31), (0.25, 1 << 30), (1.0.nextDown, .max)] as [(Double, UInt32)])
  func threshold(_ rate: Double, _ threshold: UInt32) {
    #expect(DropoutMask.threshold(rate) == threshold)
  }
}
