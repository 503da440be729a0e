internal import Experiment

/// Log-probabilities of another program, as text or as a NumPy file: the first byte says how many there should be.
enum FuzzedScores: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard let count = bytes.first.map(Int.init),
      let numbers = try? LogProbabilityFile.read(Array(bytes[1...]), path: "scores", count: count)
    else { return false }
    try BrokenPromise.unless(numbers.count == count, "a number for each position")
    try BrokenPromise.unless(numbers.allSatisfy { $0 <= 0 }, "logarithms of probabilities")
    return true
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    func numPy(_ type: String, version: UInt8, _ data: [UInt8]) -> [UInt8] {
      var header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': (3,), }".utf8)
      header += Array(repeating: 0x20, count: 128 - 11 - header.count) + [0x0A]
      let length = [UInt8(header.count), 0] + (version == 1 ? [] : [0, 0])
      return [3, 0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + data
    }
    let numbers = [-0.5, -17.25, -.infinity]
    let doubles = numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }
    let floats = numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: Float(number).bitPattern >> (8 * $0)) }
    }
    return [
      ("lines", [4] + Array("-1.5\n-0\r\n-inf\n-2e-3".utf8)), ("doubles", numPy("<f8", version: 1, doubles)),
      ("floats", numPy("<f4", version: 2, floats)),
    ]
  }
}
