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

extension InterruptionTests {
  /// Who holds and is deaf is given up: it never comes back from what it asks then.
  @Test func theDeafAreGivenUp() {
    let deaf = Interruption()
    deaf.hold()
    deaf.giveUpTheDeaf()
    #expect(deaf.isHeld, "nobody has asked yet")
    deaf.ask(.interrupt)
    deaf.giveUpTheDeaf()
    #expect(!deaf.isHeld)
    let waiting = [
      Waiting { _ = deaf.request }, Waiting { deaf.saving {} }, Waiting { deaf.saveOnly() }, Waiting { deaf.release() },
    ]
    usleep(50_000)
    #expect(waiting.allSatisfy { !$0.isOver })
  }

  @Test func whoHeardOrSavesIsWaitedFor() {
    let (hears, saves, ends) = (Interruption(), Interruption(), Interruption())
    for one in [hears, saves, ends] {
      one.hold()
      #expect(one.request == nil)
      one.ask(.terminate)
    }
    #expect(hears.request == .terminate)
    hears.giveUpTheDeaf()
    saves.saving { saves.giveUpTheDeaf() }
    ends.saveOnly()
    ends.giveUpTheDeaf()
    #expect(hears.isHeld && saves.isHeld && ends.isHeld)
    saves.giveUpTheDeaf()
    #expect(!saves.isHeld, "what was saved is, and it still has not asked")
    // What is to be saved alone stays so after one more saving, and what is owed until it is not.
    ends.saving {}
    ends.giveUpTheDeaf()
    #expect(ends.isHeld)
    let owes = Interruption()
    owes.hold()
    owes.owe(true)
    owes.ask(.hangUp)
    owes.giveUpTheDeaf()
    #expect(owes.isHeld)
    owes.owe(false)
    owes.giveUpTheDeaf()
    #expect(!owes.isHeld)
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
