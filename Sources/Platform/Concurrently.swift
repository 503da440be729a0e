internal import Dispatch

/// Calls `body(0)`, …, `body(count − 1)`, each once, on up to `count` threads, and returns when all have ended.
///
/// The partition is the caller's and fixed: what a call does depends on its number, never on which thread takes it.
/// `body` may write only to what its number owns.
public func concurrently(_ count: Int, _ body: (Int) -> Void) {
  if count == 1 { return body(0) }
  withoutActuallyEscaping(body) { body in
    // The closure does not outlive this call, and each call works on its own part.
    nonisolated(unsafe) let work = body
    DispatchQueue.concurrentPerform(iterations: count) { unsafe work($0) }
  }
}

/// Part `index` of `count` nearly equal parts of `0..<total`, in order.
public func part(_ index: Int, of count: Int, in total: Int) -> Range<Int> {
  let (size, rest) = total.quotientAndRemainder(dividingBy: count)
  let start = index * size + min(index, rest)
  return start..<start + size + (index < rest ? 1 : 0)
}
