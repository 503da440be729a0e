/// p-values of several comparisons, made larger so that all of them may be believed together (Holm 1979).
public enum Holm {
  /// Each p-value times the number of comparisons that are no less certain than it, none above 1, and none below that of
  /// a comparison with a lesser p-value.
  ///
  /// What is below 0.05 then is significant at 5 % over the whole family, however the comparisons depend on one another.
  /// - Parameter p: each from 0 to 1, in any order; the result is in the same order.
  /// - Complexity: O(n log n).
  public static func adjusted(_ p: [Double]) -> [Double] {
    var adjusted = p
    var most = 0.0
    for (place, index) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated() {
      most = max(most, min(1, p[index] * Double(p.count - place)))
      adjusted[index] = most
    }
    return adjusted
  }
}
