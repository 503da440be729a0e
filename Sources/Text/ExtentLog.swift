/// How much text each of many stretches was made of, in one or two bytes a stretch.
///
/// Each is a number of seven bits a byte, the lowest first (LEB128): twice the bytes, plus one where the scalars are
/// fewer and follow as the difference.
public struct ExtentLog: Sendable, Equatable, Sequence {
  private var code: [UInt8] = []
  /// The number of stretches.
  public private(set) var count = 0
  /// All of their text.
  public private(set) var sum = SourceExtent()

  public init() {}

  /// Bytes that this takes.
  public var memory: Int { code.capacity }

  public mutating func append(_ extent: SourceExtent) {
    let difference = extent.bytes - extent.scalars
    append(UInt64(extent.bytes) << 1 | (difference == 0 ? 0 : 1))
    if difference != 0 { append(UInt64(difference)) }
    count += 1
    sum += extent
  }

  /// The text of the first `stretches`.
  public func prefix(_ stretches: Int) -> SourceExtent {
    var iterator = makeIterator()
    var sum = SourceExtent()
    for _ in 0..<stretches { sum += iterator.next() ?? SourceExtent() }
    return sum
  }

  public func makeIterator() -> Iterator { Iterator(code: code) }

  /// One stretch after another.
  public struct Iterator: IteratorProtocol {
    fileprivate let code: [UInt8]
    private var position = 0

    fileprivate init(code: [UInt8]) { self.code = code }

    public mutating func next() -> SourceExtent? {
      guard position < code.count else { return nil }
      let first = number()
      let bytes = Int(first >> 1)
      return SourceExtent(bytes: bytes, scalars: first & 1 == 0 ? bytes : bytes - Int(number()))
    }

    private mutating func number() -> UInt64 {
      var (number, shift) = (UInt64(0), UInt64(0))
      while true {
        let byte = code[position]
        position += 1
        number |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return number }
        shift += 7
      }
    }
  }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      code.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    code.append(UInt8(rest))
  }
}
