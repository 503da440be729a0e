import Platform
@testable import Recurrent

func view<E: BitwiseCopyable>(_ values: [E]) throws -> View<E> {
  let view = try View<E>(count: values.count)
  view.copy(values)
  return view
}

/// In (−bound, bound), the same at each run.
func numbers(_ count: Int, within bound: Double = 0.5, seed: UInt64) -> [Double] {
  var random = RandomSource(seed: seed)
  return (0..<count).map { _ in (2 * random.uniform() - 1) * bound }
}

func randomIDs(_ count: Int, below bound: Int, seed: UInt64) -> [UInt32] {
  var random = RandomSource(seed: seed)
  return (0..<count).map { _ in UInt32(random.below(bound)) }
}

/// `count` numbers from `first` to `last`, as NumPy's `linspace`.
func linspace(_ first: Double, _ last: Double, _ count: Int) -> [Double] {
  (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
}

/// (rows, columns) → (columns, rows), each element of `width` numbers.
func transposed(_ x: [Double], rows: Int, columns: Int, width: Int = 1) -> [Double] {
  var out: [Double] = []
  for c in 0..<columns {
    for r in 0..<rows { out += x[(r * columns + c) * width..<(r * columns + c + 1) * width] }
  }
  return out
}

func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

/// ‖a − b‖.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "as many on both sides")
  return norm(zip(a, b).map { $0 - $1 })
}

/// The largest |a − b|; infinite where the counts differ or something is not a number.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { worst, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}

/// CS231n's measure: the largest |a − b| / max(10⁻⁸, |a| + |b|).
func relativeError(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1) / max(1e-8, abs($1.0) + abs($1.1))) }
}

extension View where Element: BinaryFloatingPoint {
  var doubles: [Double] { array.map { Double($0) } }
}

/// The first of `gradients` that is not the slope of the loss at its number of `x`, in words; nil where all are.
///
/// Central differences, (f(x + h) − f(x − h)) / 2h: to 10⁻⁷ of the slope, or 10⁻⁹ where it is tiny and the differences
/// end in rounding.
func firstWrongSlope(
  _ name: String, _ gradients: [Double], of x: View<Double>, width: Int, at elements: [Int]? = nil,
  _ loss: () -> Double
) -> String? {
  let h = 1e-5
  for i in elements ?? Array(x.indices) {
    let kept = x[i]
    x[i] = kept + h
    let above = loss()
    x[i] = kept - h
    let slope = (above - loss()) / (2 * h)
    x[i] = kept
    let error = abs(slope - gradients[i])
    if !(error <= 1e-7 * max(abs(slope), abs(gradients[i]), 1e-2)) {
      return "\(name)[\(i / width), \(i % width)]: backward says \(gradients[i]), the slope is \(slope)"
    }
  }
  return nil
}

/// CS231n's stacked gates i, f, o, g in our order i, f, g, o: four blocks of one size.
func inOurOrder(_ gates: [Double]) -> [Double] {
  let block = gates.count / 4
  return [0, 1, 3, 2].flatMap { gates[$0 * block..<($0 + 1) * block] }
}

func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
