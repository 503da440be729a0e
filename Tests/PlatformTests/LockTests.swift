import Platform
import Testing

@Suite struct LockTests {
  private final class Box: @unchecked Sendable {
    let lock = Lock()
    nonisolated(unsafe) var count = 0
  }

  @Test func noneIsLost() {
    let box = Box()
    concurrently(8) { _ in
      for _ in 0..<1000 { box.lock.withLock { unsafe box.count += 1 } }
    }
    #expect(unsafe box.count == 8000)
  }

  @Test func resultsAndErrorsComeOut() {
    struct Failure: Error {}
    #expect(Lock().withLock { 7 } == 7)
    #expect(throws: Failure.self) { try Lock().withLock { throw Failure() } }
  }
}
