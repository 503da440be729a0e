/// The number, or nil where a formula has no value: 0/0, or a logarithm of 0.
func defined(_ x: Double) -> Double? { x.isFinite ? x : nil }
