import Testing

@testable import Recurrent

/// Widths that are no multiple of a vector, and some that are.
let kernelSizes = [1, 3, 17, 64, 200, 257]

/// Runs `body` once with every instruction set of this machine.
func onEachInstructionSet(_ body: (Comment) throws -> Void) throws {
  defer { Arithmetic.prefer(instructionSet: nil) }
  for name in Arithmetic.instructionSets {
    try #require(Arithmetic.prefer(instructionSet: name))
    try body("\(name)")
  }
}

/// The same numbers as Float and as Double, so that rounding the input is no difference.
struct Pair {
  let float: View<Float>
  let double: View<Double>

  init(_ values: [Float]) throws {
    float = try view(values)
    double = try view(values.map(Double.init))
  }

  init(_ count: Int, within bound: Double = 3, seed: UInt64) throws {
    try self.init(numbers(count, within: bound, seed: seed).map { Float($0) })
  }

  /// What a cell may meet at its worst, over and over, in a random order.
  init(extreme count: Int, seed: UInt64) throws {
    let worst: [Float] = [30, -30, 1e4, -1e4, 0, -0.0, 1e-30, 88, -88, -.infinity, .infinity, .nan, 0.5, -2]
    try self.init(randomIDs(count, below: worst.count, seed: seed).map { worst[Int($0)] })
  }

  /// Room for results that no kernel may take for numbers.
  init(room count: Int) throws { try self.init([Float](repeating: .nan, count: count)) }

  /// The first place where both differ by more than `tolerance` (of the number itself where it is above 1), in words.
  ///
  /// NaN agrees with NaN only, and infinity with itself.
  func difference(tolerance: Double = 2e-6) -> String? {
    for i in double.indices {
      let (a, b) = (Double(float[i]), double[i])
      if a == b || (a.isNaN && b.isNaN) || abs(a - b) <= tolerance * max(1, abs(b)) { continue }
      return "[\(i)]: \(a) in Float, \(b) in Double"
    }
    return nil
  }
}

/// Each of these pairs agrees.
func expectSame(
  _ pairs: KeyValuePairs<String, Pair>, tolerance: Double = 2e-6, _ what: Comment,
  at place: SourceLocation = #_sourceLocation
) {
  for (name, pair) in pairs {
    let difference = pair.difference(tolerance: tolerance)
    #expect(difference == nil, "\(name), \(what.rawValue)", sourceLocation: place)
  }
}
