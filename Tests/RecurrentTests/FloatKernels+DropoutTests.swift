import Testing

@testable import Recurrent

/// The mask of dropout is one function of key and index, whatever computes it and however a run is cut.
@Suite struct FloatKernelsDropoutTests {
  private static let key: UInt64 = 0x0123_4567_89ab_cdef

  /// Which of `count` elements from `first` on are kept.
  private func mask(_ count: Int, key: UInt64 = key, first: UInt64 = 0, rate: Double) throws -> [Bool] {
    let x = try view([Float](repeating: 1, count: count))
    Float.dropout(x, into: x, key: key, firstIndex: first, rate: rate)
    return x.array.map { $0 != 0 }
  }

  /// 2³² is crossed inside a vector, and the last index followed by the first.
  @Test(arguments: kernelSizes, [0, 5, (1 << 32) - 9, 7 << 32, UInt64.max - 2] as [UInt64])
  func sameInDoubleAndFloat(count: Int, first: UInt64) throws {
    for rate in [0, 0.2, 0.5, 0.999] {
      let expected = try Pair(count, seed: 1)
      Double.dropout(expected.double, into: expected.double, key: Self.key, firstIndex: first, rate: rate)
      try onEachInstructionSet { set in
        let (x, out) = (try Pair(count, seed: 1), try Pair(room: count))
        Float.dropout(x.float, into: out.float, key: Self.key, firstIndex: first, rate: rate)
        let same = zip(out.float.array, expected.double.array).allSatisfy { ($0 == 0) == ($1 == 0) }
        #expect(same, "the mask, rate \(rate), \(set.rawValue)")
        for (a, b) in zip(out.float.doubles, expected.double.array) { #expect(abs(a - b) <= 1e-6 * abs(b), set) }

        Float.dropout(x.float, into: x.float, key: Self.key, firstIndex: first, rate: rate)
        #expect(x.float.array == out.float.array, "in place, \(set.rawValue)")
      }
    }
  }

  /// A run cut anywhere, in any order.
  @Test func independentOfCuts() throws {
    let first: UInt64 = (1 << 32) - 300
    let whole = try mask(1000, first: first, rate: 0.4)
    try onEachInstructionSet { set in
      for cut in [1, 15, 16, 299, 300, 301, 999] {
        let end = try mask(1000 - cut, first: first + UInt64(cut), rate: 0.4)
        let start = try mask(cut, first: first, rate: 0.4)
        #expect(start + end == whole, set)
      }
    }
  }

  /// Within five standard deviations of so many throws: as many kept as should be, so the mean stays.
  @Test(arguments: [0.1, 0.2, 0.5, 0.65, 0.9]) func keepsItsShare(rate: Double) throws {
    let count = 200_000
    for first in [0, 123 << 32] as [UInt64] {
      let x = try view([Float](repeating: 1, count: count))
      Float.dropout(x, into: x, key: Self.key, firstIndex: first, rate: rate)
      let kept = x.array.count { $0 != 0 }
      #expect(abs(Double(kept) - Double(count) * (1 - rate)) <= 5 * (Double(count) * rate * (1 - rate)).squareRoot())
      let mean = x.doubles.reduce(0, +) / Double(count)
      #expect(abs(mean - 1) <= 5 * (rate / (1 - rate) / Double(count)).squareRoot())
    }
  }

  /// Masks of neighbouring keys, upper halves and places agree as often as chance has it: ½ of the time at rate ½.
  @Test func masksHaveNothingInCommon() throws {
    let count = 200_000
    let one = try mask(count, rate: 0.5)
    let others = [
      try mask(count, key: Self.key + 1, rate: 0.5), try mask(count, key: Self.key ^ 1 << 32, rate: 0.5),
      try mask(count, key: Self.key ^ 1 << 63, rate: 0.5), try mask(count, first: 1, rate: 0.5),
      try mask(count, first: 2, rate: 0.5), try mask(count, first: 256, rate: 0.5),
      try mask(count, first: 1 << 32, rate: 0.5), try mask(count, first: 2 << 32, rate: 0.5),
    ]
    for (i, other) in others.enumerated() {
      let same = zip(one, other).count { $0 == $1 }
      #expect(abs(Double(same) - Double(count) / 2) <= 5 * (Double(count) / 4).squareRoot(), "mask \(i)")
    }
    // A key that only permutes another's mask would show here: the same bits, elsewhere.
    for shift in 1..<64 {
      let moved = (0..<4096).count { one[$0] == others[0][$0 ^ shift] }
      #expect(abs(moved - 2048) <= 5 * 32, "shifted by \(shift)")
    }
  }

  @Test func rateZeroKeepsAll() throws {
    let x = try Pair(257, seed: 1)
    let before = x.float.array
    Float.dropout(x.float, into: x.float, key: Self.key, firstIndex: 3, rate: 0)
    #expect(x.float.array == before)
    // What is nearly 1 is no trap.
    Float.dropout(x.float, into: x.float, key: Self.key, firstIndex: 3, rate: (1.0).nextDown)
    #expect(x.float.array.allSatisfy { $0 == 0 })
  }

  /// What is kept and not a number stays so; what is dropped is gone.
  @Test func nanPassesWhereKept() throws {
    try onEachInstructionSet { set in
      let x = try view([Float](repeating: .nan, count: 257))
      let kept = try mask(257, rate: 0.5)
      Float.dropout(x, into: x, key: Self.key, firstIndex: 0, rate: 0.5)
      #expect(x.array.map(\.isNaN) == kept, set)
    }
  }
}
