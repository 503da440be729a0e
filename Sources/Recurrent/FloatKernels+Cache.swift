internal import CKernels

extension Float {
  /// With e_i = e^(factor · (x_i − shift)): Σ e_i, and Σ e_i over the places where ids_i is the target.
  ///
  /// Exponents below −88 give 0, those above 87 are cut: `shift` is the largest x.
  static func matchedExponentials(
    _ x: View<Float>, ids: View<UInt32>, target: UInt32, factor: Float, shift: Float
  ) -> (sum: Double, matched: Double) {
    precondition(x.count == ids.count, "an id for each value")
    var matched = 0.0
    let sum = unsafe ckernels_matched_exponentials(
      x.pointer, ids.pointer, Int64(x.count), target, factor, shift, &matched)
    return (sum, matched)
  }
}
