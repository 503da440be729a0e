/// SplitMix64 (Steele, Lea & Flood 2014): one word of state, the same numbers everywhere.
public struct RandomSource: RandomNumberGenerator, Codable, Hashable, Sendable {
  public private(set) var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// In [0, 1), with 53 bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// In 0..<bound, each alike: numbers that would favour the low ones are drawn again.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "something to draw from")
    let bound = UInt64(bound)
    let limit = UInt64.max - UInt64.max % bound
    while true {
      let number = next()
      if number < limit { return Int(number % bound) }
    }
  }
}
