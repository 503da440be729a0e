internal import CKernels

/// What trains: the update rules in single precision, vectorised, one pass over memory each.
///
/// The one place where these kernels meet pointers. Each function checks the sizes that its kernel relies on.
extension Float: UpdateScalar {
  public static func sgd(_ w: View<Float>, _ g: Slopes<Float>, rate: Float) {
    check(w, g)
    unsafe ckernels_update_sgd(w.pointer, g.forKernels, rate, Int64(w.count))
  }

  public static func momentum(
    _ w: View<Float>, _ g: Slopes<Float>, velocity: View<Float>, rate: Float, momentum: Float, isNesterov: Bool
  ) {
    check(w, g, velocity)
    unsafe ckernels_update_momentum(
      w.pointer, velocity.pointer, g.forKernels, rate, momentum, isNesterov, Int64(w.count))
  }

  public static func adam(
    _ w: View<Float>, _ g: Slopes<Float>, mean: View<Float>, meanSquare: View<Float>, _ k: AdamConstants<Float>
  ) {
    check(w, g, mean, meanSquare)
    let constants = ckernels_adam_constants(
      kept: k.kept, beta1: k.beta1, beta2: k.beta2, step_size: k.stepSize, root_correction: k.rootCorrection,
      epsilon: k.epsilon)
    unsafe ckernels_update_adam(
      w.pointer, mean.pointer, meanSquare.pointer, g.forKernels, constants, Int64(w.count))
  }

  public static func rmsprop(
    _ w: View<Float>, _ g: Slopes<Float>, meanSquare: View<Float>, rate: Float, alpha: Float, epsilon: Float
  ) {
    check(w, g, meanSquare)
    let constants = ckernels_rmsprop_constants(rate: rate, alpha: alpha, epsilon: epsilon)
    unsafe ckernels_update_rmsprop(w.pointer, meanSquare.pointer, g.forKernels, constants, Int64(w.count))
  }

  public static func rmsprop(
    _ w: View<Float>, _ g: Slopes<Float>, meanSquare: View<Float>, velocity: View<Float>, rate: Float, alpha: Float,
    epsilon: Float, momentum: Float
  ) {
    check(w, g, meanSquare, velocity)
    let constants = ckernels_rmsprop_constants(rate: rate, alpha: alpha, epsilon: epsilon)
    unsafe ckernels_update_rmsprop_momentum(
      w.pointer, meanSquare.pointer, velocity.pointer, g.forKernels, constants, momentum, Int64(w.count))
  }

  public static func adagrad(
    _ w: View<Float>, _ g: Slopes<Float>, sum: View<Float>, rate: Float, epsilon: Float
  ) {
    check(w, g, sum)
    unsafe ckernels_update_adagrad(w.pointer, sum.pointer, g.forKernels, rate, epsilon, Int64(w.count))
  }

  public static func averaged(
    _ w: View<Float>, _ g: Slopes<Float>, average: View<Float>, rate: Float, share: Float
  ) {
    check(w, g, average)
    unsafe ckernels_update_averaged(w.pointer, average.pointer, g.forKernels, rate, share, Int64(w.count))
  }

  private static func check(_ w: View<Float>, _ g: Slopes<Float>, _ moments: View<Float>...) {
    precondition(g.values.count == w.count, "as many gradients as weights")
    precondition(moments.allSatisfy { $0.count == w.count }, "as many moments as weights")
  }
}

extension Slopes<Float> {
  fileprivate var forKernels: ckernels_slopes {
    unsafe ckernels_slopes(values: values.pointer, factor: factor, limit: limit, decay: decay)
  }
}
