internal import CPlatform
internal import Synchronization

/// Calls `body(0)`, …, `body(count − 1)`, each once, on up to `count` threads, and returns when all have ended.
///
/// Where the system refuses threads there are fewer, down to the calling one: Dispatch would wait for them without an end.
///
/// The partition is the caller's and fixed: what a call does depends on its number, never on which thread takes it.
/// `body` may write only to what its number owns.
public func concurrently(_ count: Int, _ body: (Int) -> Void) {
  if count == 1 { return body(0) }
  withoutActuallyEscaping(body) { body in
    // The closure does not outlive this call, and each call works on its own part.
    var work = body
    unsafe withUnsafeMutablePointer(to: &work) { work in
      unsafe platform_concurrently(
        count, { unsafe $0?.assumingMemoryBound(to: ((Int) -> Void).self).pointee($1) }, work)
    }
  }
}

/// What `body(0)`, …, `body(count − 1)` return, in this order, worked out on up to `threads` threads.
public func inParallel<Result>(_ count: Int, threads: Int? = nil, _ body: (Int) -> Result) -> [Result] {
  var results = [Result?](repeating: nil, count: count)
  unsafe results.withUnsafeMutableBufferPointer { results in
    nonisolated(unsafe) let results = unsafe results
    let next = Atomic(0)
    concurrently(max(1, min(threads ?? count, count))) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        unsafe results[number] = body(number)
      }
    }
  }
  return results.compactMap(\.self)
}

/// Calls both, each once, on up to two threads; what the first gives is given when both have ended.
///
/// Neither writes what the other reads.
public func concurrently<Result, Failure: Error>(
  _ first: () throws(Failure) -> Result, with second: () -> Void
) throws(Failure) -> Result {
  var result: Swift.Result<Result, Failure>?
  concurrently(2) { number in
    guard number == 0 else { return second() }
    do throws(Failure) {
      result = .success(try first())
    } catch {
      result = .failure(error)
    }
  }
  guard let result else { preconditionFailure("each of the two is called") }
  return try result.get()
}

/// Part `index` of `count` nearly equal parts of `0..<total`, in order.
public func part(_ index: Int, of count: Int, in total: Int) -> Range<Int> {
  let (size, rest) = total.quotientAndRemainder(dividingBy: count)
  let start = index * size + min(index, rest)
  return start..<start + size + (index < rest ? 1 : 0)
}
