/// The ids of a split, in as many parts as they were made in: a large stream is never copied into one array.
public struct IDStream: Sendable {
  let parts: [ArraySlice<UInt32>]
  public let count: Int

  init(_ parts: [ArraySlice<UInt32>]) {
    self.parts = parts
    count = parts.reduce(0) { $0 + $1.count }
  }

  /// Hands out the parts in order.
  public func forEachPart<Failure: Error>(_ body: (Span<UInt32>) throws(Failure) -> Void) throws(Failure) {
    for part in parts { try body(part.span) }
  }

  /// All of them in one array.
  public var array: [UInt32] { parts.flatMap { $0 } }
}
