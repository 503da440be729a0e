internal import CKernels

extension Float {
  public static func dropout(
    _ x: View<Float>, into out: View<Float>, key: UInt64, firstIndex: UInt64, rate: Double
  ) {
    precondition(x.count == out.count, "as many results as values")
    unsafe ckernels_dropout(
      out.pointer, x.pointer, Int64(x.count), key, firstIndex, DropoutMask.threshold(rate), Float(1 / (1 - rate)))
  }
}
