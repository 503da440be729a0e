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

  /// How often an id occurs.
  func count(of id: UInt32) -> Int {
    var count = 0
    forEachPart { ids in
      for index in ids.indices where ids[index] == id { count += 1 }
    }
    return count
  }

  /// All of them in one array.
  public var array: [UInt32] { parts.flatMap { $0 } }
}
