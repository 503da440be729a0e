import Platform

/// Bytes made wrong in ways that readers get wrong: the same ones in each run.
struct Mutations {
  private let seeds: [[UInt8]]
  private var random: RandomSource

  init(_ seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds
    random = RandomSource(seed: seed)
  }

  /// Sizes that lie, as eight bytes.
  private static let sizes: [UInt64] = [
    0, 1, 1 << 15, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, .max, .max - 7, 1 << 53,
  ]
  /// The same in digits, and what else reads as a number.
  private static let numbers = [
    "0", "-1", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "1e400",
    "-0", "nan", "inf", "0.5", "00",
  ]

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(1, limit))) }

  /// One seed, changed in one to three places.
  mutating func next() -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(3) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes = [UInt8(truncatingIfNeeded: random.next())] }
    let place = below(bytes.count)
    switch below(9) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = [0, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x22, 0x7D][below(8)]
    case 2: bytes.removeSubrange(place...)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8)))
    case 4:
      let size = Self.sizes[below(Self.sizes.count)]
      // Headers are made of eight bytes; a size elsewhere may have fewer.
      let start = below(2) == 0 ? place & ~7 : place
      for offset in 0..<min([2, 4, 8][below(3)], bytes.count - start) {
        bytes[start + offset] = UInt8(truncatingIfNeeded: size >> (8 * UInt64(offset)))
      }
    case 5: replaceNumber(&bytes, from: place)
    case 6:
      let end = min(bytes.count, place + 1 + below(32))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: below(bytes.count))
    case 7:
      let other = seeds[below(seeds.count)]
      bytes.replaceSubrange(place..., with: other[min(place, other.count)...])
    default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    }
  }

  /// The next digits, and what belongs to them, become another number.
  private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) && $0 != 0x2E } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: Array(Self.numbers[below(Self.numbers.count)].utf8))
  }
}
