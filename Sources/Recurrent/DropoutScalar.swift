/// Dropout whose mask is a function of a key and an element's index: nothing is stored, and nothing depends on order.
///
/// The backward pass calls the same function on the gradient. Any cut of a run into parts gives the same mask, and so
/// do `Double`, `Float` and every instruction set, bit for bit.
public protocol DropoutScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// out[i] = x[i] / (1 − rate) where hash(key, firstIndex + i) ≥ rate · 2³², else 0; in place where `out` is x.
  ///
  /// 0 ≤ rate < 1.
  static func dropout(_ x: View<Self>, into out: View<Self>, key: UInt64, firstIndex: UInt64, rate: Double)
}
