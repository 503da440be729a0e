import Foundation
import Synchronization
import Testing

@testable import Platform

@Suite struct InterruptionTests {
  @Test func theFirstRequestStays() {
    let interruption = Interruption()
    #expect(interruption.request == nil && !interruption.isHeld)
    interruption.giveWay()
    interruption.hold()
    #expect(interruption.isHeld)
    interruption.release()
    interruption.hold()
    interruption.ask(.terminate)
    interruption.ask(.interrupt)
    #expect(interruption.request == .terminate && interruption.isHeld)
    // Who held when it was asked ends the program itself.
    interruption.giveWay()
  }

  /// Whoever comes late, or has no more to put away, waits for the end.
  @Test func nothingBeginsAfterTheRequest() {
    let (asked, held) = (Interruption(), Interruption())
    asked.ask(.interrupt)
    held.hold()
    held.ask(.interrupt)
    let waiting = [Waiting { asked.hold() }, Waiting { asked.giveWay() }, Waiting { held.release() }]
    usleep(50_000)
    #expect(waiting.allSatisfy { !$0.isOver } && !asked.isHeld && !held.isHeld)
  }
}

/// A thread that stays where it is.
private final class Waiting: Sendable {
  private let over = Atomic(false)
  var isOver: Bool { over.load(ordering: .sequentiallyConsistent) }

  init(_ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread { [self] in
      body()
      over.store(true, ordering: .sequentiallyConsistent)
    }
  }
}
