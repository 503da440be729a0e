/// How often each type was among the last W tokens, kept up to date token by token.
///
/// Memory: the window as far as it is filled, and 4 bytes for each id up to the highest one read.
struct UnigramWindow {
  let size: Int
  /// Whether `<unk>` is among them; otherwise it is passed over, and the window reaches further back.
  let countsUnknown: Bool
  private var counts: [Int32] = []
  /// What is in the window; once it is full, `oldest` is where the next one goes.
  private var ring: [UInt32] = []
  private var oldest = 0

  /// - Parameter size: W, at least 1.
  init(_ size: Int, countsUnknown: Bool = true) {
    precondition(size >= 1, "a window of some tokens")
    (self.size, self.countsUnknown) = (size, countsUnknown)
  }

  /// Tokens that are in it: at most W.
  var filled: Int { ring.count }

  func count(of id: UInt32) -> Int { Int(id) < counts.count ? Int(counts[Int(id)]) : 0 }

  mutating func add(_ id: UInt32) {
    if id == SpecialID.unknown && !countsUnknown { return }
    if ring.count < size {
      ring.append(id)
    } else {
      counts[Int(ring[oldest])] -= 1
      ring[oldest] = id
      oldest = oldest + 1 == size ? 0 : oldest + 1
    }
    if Int(id) >= counts.count { counts += repeatElement(0, count: Int(id) + 1 - counts.count) }
    counts[Int(id)] += 1
  }
}
