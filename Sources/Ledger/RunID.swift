internal import Glibc

/// The names of runs: 26 characters that sort by time, as in the ULID specification (Crockford's base 32).
enum RunID {
  /// 48 bits of milliseconds since 1970, then 80 random bits.
  static func make() -> String {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let milliseconds = UInt64(max(0, now.tv_sec)) &* 1000 &+ UInt64(max(0, now.tv_nsec) / 1_000_000)
    return make(milliseconds: milliseconds, random: .random(in: 0...UInt64.max), .random(in: 0...UInt16.max))
  }

  static func make(milliseconds: UInt64, random: UInt64, _ more: UInt16) -> String {
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    let number = UInt128(milliseconds & 0xFFFF_FFFF_FFFF) << 80 | UInt128(random) << 16 | UInt128(more)
    let text = (0..<26).map { digits[Int(truncatingIfNeeded: number >> (5 * (25 - $0))) & 31] }
    return String(decoding: text, as: UTF8.self)
  }
}
