import Ledger
import Testing

@testable import Experiment

@Suite struct PatienceTests {
  /// Tries, and whether it was given up.
  private func tries(_ patience: Patience, _ errors: [LedgerError]) throws -> (tries: Int, notes: [String], Bool) {
    var (tries, notes) = (0, [String]())
    let bench = Workbench(database: "none", threads: 1, arguments: []) { event in
      if case .warning(let text) = event { notes.append(text) }
    }
    do {
      try bench.waiting(patience).patiently {
        tries += 1
        if tries <= errors.count { throw errors[tries - 1] }
      }
      return (tries, notes, false)
    } catch {
      return (tries, notes, true)
    }
  }

  private let busy = LedgerError.busy(path: "a"), full = LedgerError.full(path: "a", free: 12)

  @Test func aLockIsWaitedForAndToldOnce() throws {
    let (tries, notes, isLost) = try tries(Patience(), [busy, busy, busy])
    #expect(tries == 4 && !isLost)
    #expect(notes == ["another program holds the database; waiting to write the result"])
  }

  @Test func roomIsWaitedForAfterATraining() throws {
    let (first, notes, isLost) = try tries(.training(seconds: 60), [full])
    #expect(first == 2 && !isLost)
    #expect(notes == ["a: the disk is full (12 bytes are free); waiting for room to write the result"])
    // What took no time is not worth waiting for.
    for patience in [Patience(), .training(seconds: 0)] {
      let (tries, notes, isLost) = try tries(patience, [full])
      #expect(tries == 1 && isLost && notes.isEmpty)
    }
  }

  @Test func aFileThatIsElsewhereIsWaitedForAfterATraining() throws {
    let (tries, notes, isLost) = try tries(.training(seconds: 60), [.moved(path: "a")])
    #expect(tries == 2 && !isLost)
    #expect(notes == ["a: the database was moved, removed or replaced; waiting for it to be put back"])
    #expect(Patience().limit(.moved(path: "a")) == 0)
  }

  @Test func patienceEnds() throws {
    let (tries, notes, isLost) = try tries(Patience(forLock: 0), [busy])
    #expect(tries == 1 && isLost && notes.isEmpty)
    #expect(Patience.training(seconds: 3).limit(busy) == .infinity)
    #expect(Patience.training(seconds: 3).limit(full) == 3)
  }

  @Test func whatWaitingDoesNotMendIsAnErrorAtOnce() throws {
    let (tries, notes, isLost) = try tries(
      .training(seconds: 60), [.damaged(path: "a", code: 11, message: "malformed")])
    #expect(tries == 1 && isLost && notes.isEmpty)
  }
}
