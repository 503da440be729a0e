internal import Platform

/// Orthogonal matrices, each as likely as any other (Haar's measure).
///
/// The Q of a Gaussian matrix = QR with R's diagonal above zero, without the matrix: each of its Householder reflections
/// is that of a fresh Gaussian vector, one shorter than the last (Stewart 1980, "The efficient generation of random
/// orthogonal matrices").
enum OrthogonalMatrix {
  /// Columns that are worked on side by side, through all reflections: they stay in the cache.
  private typealias Panel = SIMD16<Double>

  /// n × n, row-major. 4/3 n³ operations; the numbers are the same on every machine but for libm's last digits.
  static func random(_ n: Int, _ source: inout RandomSource) -> [Double] {
    // Reflection k is I − 2 v vᵀ / vᵀv over elements k… ; v is stored scaled, so that it is I − v vᵀ.
    var reflections: [[Double]] = []
    var signs: [Double] = []
    for k in 0..<n {
      var v = (k..<n).map { _ in source.normal() }
      let head = v[0]
      let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Away from the axis, where nothing cancels: then the reflection takes x to −sign(x₀) ‖x‖ e₀, R's diagonal.
      v[0] += head < 0 ? -length : length
      let scale = (2 / v.reduce(0) { $0 + $1 * $1 }).squareRoot()
      reflections.append(scale.isFinite ? v.map { $0 * scale } : [])
      signs.append(head < 0 ? 1 : -1)
    }
    var q = [Double](repeating: 0, count: n * n)
    for first in stride(from: 0, to: n, by: Panel.scalarCount) {
      let columns = min(Panel.scalarCount, n - first)
      var panel = [Panel](repeating: .zero, count: n)
      for column in 0..<columns { panel[first + column][column] = signs[first + column] }
      // Later reflections leave the first `first + columns` elements alone, and these columns have no others yet.
      for k in (0..<first + columns).reversed() { reflect(&panel, by: reflections[k], from: k) }
      for row in 0..<n {
        for column in 0..<columns { q[row * n + first + column] = panel[row][column] }
      }
    }
    return q
  }

  /// panel −= v (vᵀ panel), v being about elements `start`….
  private static func reflect(_ panel: inout [Panel], by v: [Double], from start: Int) {
    var sum = Panel.zero
    for i in v.indices { sum += panel[start + i] * v[i] }
    for i in v.indices { panel[start + i] -= sum * v[i] }
  }
}
