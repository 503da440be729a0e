/// Gradients as an optimizer's rule sees them: g = clamp(factor · values, ±limit) + decay · w. What is not a number
/// passes, so that a training that diverges is seen to.
public struct Slopes<Value: BitwiseCopyable>: Sendable where Value: Sendable {
  public let values: View<Value>
  /// What clipping by the global norm leaves: min(1, clip / (‖gradient‖ + 10⁻⁶)).
  public let factor: Value
  /// Infinite where elements are not clipped.
  public let limit: Value
  /// Weight decay as a penalty, decay / 2 · ‖w‖² of the loss.
  public let decay: Value

  public init(_ values: View<Value>, factor: Value, limit: Value, decay: Value) {
    self.values = values
    self.factor = factor
    self.limit = limit
    self.decay = decay
  }
}

/// What Adam and AdamW do at one step: s = rate / (1 − β₁ᵗ), c = 1 / √(1 − β₂ᵗ).
public struct AdamConstants<Value: Sendable>: Sendable {
  /// What stays of the weight itself: 1 − rate · decay in AdamW, 1 in Adam.
  public let kept: Value
  public let beta1: Value
  public let beta2: Value
  /// s.
  public let stepSize: Value
  /// c.
  public let rootCorrection: Value
  public let epsilon: Value
}

/// The rules by which gradients g change weights w, element by element, in PyTorch's order of operations.
///
/// `Double` is plain loops that read like the formulas; `Float` goes through vectorised kernels, one pass over memory a
/// rule. All views have as many elements as `w` and share none.
public protocol UpdateScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// w −= rate · g.
  static func sgd(_ w: View<Self>, _ g: Slopes<Self>, rate: Self)
  /// v = momentum · v + g; w −= rate · v, or Nesterov's rate · (g + momentum · v) (Sutskever et al. 2013).
  static func momentum(
    _ w: View<Self>, _ g: Slopes<Self>, velocity: View<Self>, rate: Self, momentum: Self, isNesterov: Bool)
  /// m += (1 − β₁)(g − m); v = β₂ v + (1 − β₂) g²; w = kept · w − s · m / (c · √v + ε) (Kingma & Ba 2015; AdamW:
  /// Loshchilov & Hutter 2019).
  static func adam(
    _ w: View<Self>, _ g: Slopes<Self>, mean: View<Self>, meanSquare: View<Self>, _ constants: AdamConstants<Self>)
  /// v = α v + (1 − α) g²; w −= rate · g / (√v + ε) (Tieleman & Hinton 2012).
  static func rmsprop(
    _ w: View<Self>, _ g: Slopes<Self>, meanSquare: View<Self>, rate: Self, alpha: Self, epsilon: Self)
  /// The same with u = momentum · u + g / (√v + ε); w −= rate · u.
  static func rmsprop(
    _ w: View<Self>, _ g: Slopes<Self>, meanSquare: View<Self>, velocity: View<Self>, rate: Self, alpha: Self,
    epsilon: Self, momentum: Self)
  /// v += g²; w −= rate · g / (√v + ε) (Duchi et al. 2011).
  static func adagrad(_ w: View<Self>, _ g: Slopes<Self>, sum: View<Self>, rate: Self, epsilon: Self)
  /// w −= rate · g; a += share · (w − a) (Polyak & Juditsky 1992).
  static func averaged(_ w: View<Self>, _ g: Slopes<Self>, average: View<Self>, rate: Self, share: Self)
}

extension Slopes where Value: BinaryFloatingPoint {
  /// g of element `i`, whose weight is `w`.
  subscript(i: Int, weight w: Value) -> Value {
    let scaled = factor * values[i]
    let cut = scaled > limit ? limit : scaled < -limit ? -limit : scaled
    return cut + decay * w
  }
}

/// The reference: each rule as its formula says.
extension Double: UpdateScalar {
  public static func sgd(_ w: View<Double>, _ g: Slopes<Double>, rate: Double) {
    for i in w.indices { w[i] -= rate * g[i, weight: w[i]] }
  }

  public static func momentum(
    _ w: View<Double>, _ g: Slopes<Double>, velocity v: View<Double>, rate: Double, momentum: Double, isNesterov: Bool
  ) {
    for i in w.indices {
      let g = g[i, weight: w[i]]
      v[i] = momentum * v[i] + g
      w[i] -= rate * (isNesterov ? g + momentum * v[i] : v[i])
    }
  }

  public static func adam(
    _ w: View<Double>, _ g: Slopes<Double>, mean m: View<Double>, meanSquare v: View<Double>,
    _ k: AdamConstants<Double>
  ) {
    for i in w.indices {
      let g = g[i, weight: w[i]]
      m[i] += (1 - k.beta1) * (g - m[i])
      v[i] = k.beta2 * v[i] + (1 - k.beta2) * g * g
      w[i] = k.kept * w[i] - k.stepSize * m[i] / (v[i].squareRoot() * k.rootCorrection + k.epsilon)
    }
  }

  public static func rmsprop(
    _ w: View<Double>, _ g: Slopes<Double>, meanSquare v: View<Double>, rate: Double, alpha: Double, epsilon: Double
  ) {
    for i in w.indices {
      let g = g[i, weight: w[i]]
      v[i] = alpha * v[i] + (1 - alpha) * g * g
      w[i] -= rate * g / (v[i].squareRoot() + epsilon)
    }
  }

  public static func rmsprop(
    _ w: View<Double>, _ g: Slopes<Double>, meanSquare v: View<Double>, velocity u: View<Double>, rate: Double,
    alpha: Double, epsilon: Double, momentum: Double
  ) {
    for i in w.indices {
      let g = g[i, weight: w[i]]
      v[i] = alpha * v[i] + (1 - alpha) * g * g
      u[i] = momentum * u[i] + g / (v[i].squareRoot() + epsilon)
      w[i] -= rate * u[i]
    }
  }

  public static func adagrad(
    _ w: View<Double>, _ g: Slopes<Double>, sum v: View<Double>, rate: Double, epsilon: Double
  ) {
    for i in w.indices {
      let g = g[i, weight: w[i]]
      v[i] += g * g
      w[i] -= rate * g / (v[i].squareRoot() + epsilon)
    }
  }

  public static func averaged(
    _ w: View<Double>, _ g: Slopes<Double>, average a: View<Double>, rate: Double, share: Double
  ) {
    for i in w.indices {
      w[i] -= rate * g[i, weight: w[i]]
      a[i] += share * (w[i] - a[i])
    }
  }
}
