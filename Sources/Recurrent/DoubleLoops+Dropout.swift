extension Double {
  public static func dropout(
    _ x: View<Double>, into out: View<Double>, key: UInt64, firstIndex: UInt64, rate: Double
  ) {
    for i in x.indices {
      let kept = DropoutMask.keeps(key: key, index: firstIndex &+ UInt64(i), threshold: DropoutMask.threshold(rate))
      out[i] = kept ? x[i] / (1 - rate) : 0
    }
  }
}

/// Which elements dropout keeps: a hash of key and index, the same as the kernels' to the bit.
enum DropoutMask {
  /// Hashes below rate · 2³² are dropped.
  static func threshold(_ rate: Double) -> UInt32 {
    precondition(rate >= 0 && rate < 1, "a dropout rate is at least 0 and below 1")
    return UInt32(min((rate * 0x1p32).rounded(), Double(UInt32.max)))
  }

  static func keeps(key: UInt64, index: UInt64, threshold: UInt32) -> Bool {
    let salt = mixed(UInt32(truncatingIfNeeded: key) ^ mixed(UInt32(index >> 32) &+ 0x9e37_79b9))
    let salt2 = mixed(UInt32(key >> 32) &+ salt)
    return mixed(mixed(UInt32(truncatingIfNeeded: index) ^ salt) &+ salt2) >= threshold
  }

  /// Ellis's lowbias32: every bit of the input turns about half of the output's bits.
  private static func mixed(_ x: UInt32) -> UInt32 {
    var x = (x ^ x >> 16) &* 0x7feb_352d
    x = (x ^ x >> 15) &* 0x846c_a68b
    return x ^ x >> 16
  }
}
