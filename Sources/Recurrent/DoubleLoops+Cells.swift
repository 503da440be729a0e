internal import Foundation

extension Double {
  public static func activate(_ activation: Activation, _ z: View<Double>, into h: View<Double>) {
    for i in z.indices {
      switch activation {
      case .tanh: h[i] = Foundation.tanh(z[i])
      case .relu: h[i] = z[i] < 0 ? 0 : z[i]
      case .sigmoid: h[i] = logistic(z[i])
      }
    }
  }

  public static func activationGradient(
    _ activation: Activation, _ dh: View<Double>, carried: View<Double>, value h: View<Double>, into dz: View<Double>
  ) {
    for i in h.indices {
      let d = dh[i] + carried[i]
      switch activation {
      case .tanh: dz[i] = d * (1 - h[i] * h[i])
      case .relu: dz[i] = h[i] > 0 ? d : 0
      case .sigmoid: dz[i] = d * h[i] * (1 - h[i])
      }
    }
  }

  public static func lstmForward(
    _ z: View<Double>, previousCell: View<Double>, cell: View<Double>, hidden: View<Double>, width: Int
  ) {
    for (k, p) in places(cell, gates: 4, width: width) {
      let (i, f) = (logistic(z[p]), logistic(z[p + width]))
      let (g, o) = (Foundation.tanh(z[p + 2 * width]), logistic(z[p + 3 * width]))
      cell[k] = f * previousCell[k] + i * g
      hidden[k] = o * Foundation.tanh(cell[k])
      (z[p], z[p + width], z[p + 2 * width], z[p + 3 * width]) = (i, f, g, o)
    }
  }

  public static func lstmBackward(
    _ z: View<Double>, dh: View<Double>, carried: View<Double>, carriedCell: View<Double>,
    previousCell: View<Double>, cell: View<Double>, width: Int
  ) {
    for (k, p) in places(cell, gates: 4, width: width) {
      let (i, f, g, o) = (z[p], z[p + width], z[p + 2 * width], z[p + 3 * width])
      let t = Foundation.tanh(cell[k])
      let d = dh[k] + carried[k]
      let dc = carriedCell[k] + d * o * (1 - t * t)
      z[p] = dc * g * i * (1 - i)
      z[p + width] = dc * previousCell[k] * f * (1 - f)
      z[p + 2 * width] = dc * i * (1 - g * g)
      z[p + 3 * width] = d * t * o * (1 - o)
      carriedCell[k] = dc * f
    }
  }

  public static func gruForward(
    _ z: View<Double>, recurrent a: View<Double>, previous: View<Double>, into next: View<Double>, width: Int
  ) {
    for (k, p) in places(next, gates: 3, width: width) {
      let (r, u) = (logistic(z[p] + a[p]), logistic(z[p + width] + a[p + width]))
      let n = Foundation.tanh(z[p + 2 * width] + r * a[p + 2 * width])
      next[k] = (1 - u) * n + u * previous[k]
      (z[p], z[p + width], z[p + 2 * width]) = (r, u, n)
    }
  }

  public static func gruBackward(
    _ z: View<Double>, recurrent a: View<Double>, dh: View<Double>, carried: View<Double>, previous: View<Double>,
    width: Int
  ) {
    for (k, p) in places(carried, gates: 3, width: width) {
      let (r, u, n) = (z[p], z[p + width], z[p + 2 * width])
      let d = dh[k] + carried[k]
      let dn = d * (1 - u) * (1 - n * n)
      let du = d * (previous[k] - n) * u * (1 - u)
      let dr = dn * a[p + 2 * width] * r * (1 - r)
      (z[p], z[p + width], z[p + 2 * width]) = (dr, du, dn)
      (a[p], a[p + width], a[p + 2 * width]) = (dr, du, dn * r)
      carried[k] = d * u
    }
  }

  public static func gruGatesForward(
    _ z: View<Double>, gates a: View<Double>, previous: View<Double>, reset: View<Double>, width: Int
  ) {
    for (k, p) in places(reset, gates: 3, width: width) {
      let q = 2 * k - k % width
      z[p] = logistic(z[p] + a[q])
      z[p + width] = logistic(z[p + width] + a[q + width])
      reset[k] = z[p] * previous[k]
    }
  }

  public static func gruCandidateForward(
    _ z: View<Double>, candidate b: View<Double>, previous: View<Double>, into next: View<Double>, width: Int
  ) {
    for (k, p) in places(next, gates: 3, width: width) {
      let (u, n) = (z[p + width], Foundation.tanh(z[p + 2 * width] + b[k]))
      z[p + 2 * width] = n
      next[k] = (1 - u) * n + u * previous[k]
    }
  }

  public static func gruCandidateBackward(
    _ z: View<Double>, dCandidate: View<Double>, dh: View<Double>, carried: View<Double>, previous: View<Double>,
    width: Int
  ) {
    for (k, p) in places(carried, gates: 3, width: width) {
      let (u, n) = (z[p + width], z[p + 2 * width])
      let d = dh[k] + carried[k]
      z[p + width] = d * (previous[k] - n) * u * (1 - u)
      z[p + 2 * width] = d * (1 - u) * (1 - n * n)
      dCandidate[k] = z[p + 2 * width]
      carried[k] = d * u
    }
  }

  public static func gruGatesBackward(
    _ z: View<Double>, dGates: View<Double>, dReset: View<Double>, carried: View<Double>, previous: View<Double>,
    width: Int
  ) {
    for (k, p) in places(carried, gates: 3, width: width) {
      let q = 2 * k - k % width
      let r = z[p]
      z[p] = dReset[k] * previous[k] * r * (1 - r)
      (dGates[q], dGates[q + width]) = (z[p], z[p + width])
      carried[k] += dReset[k] * r
    }
  }

  /// Of each element of a state: its index, and that of its first gate.
  private static func places(
    _ state: View<Double>, gates: Int, width: Int
  ) -> some Sequence<(state: Int, gate: Int)> {
    state.indices.lazy.map { ($0, $0 / width * gates * width + $0 % width) }
  }

  /// 1 / (1 + e^−x), from the side on which e^x does not overflow.
  private static func logistic(_ x: Double) -> Double {
    x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
  }
}
