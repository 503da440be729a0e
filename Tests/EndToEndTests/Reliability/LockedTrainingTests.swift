import Foundation
import Testing

/// A training does not end for somebody's lock: it warns, keeps what it has to tell, and writes it when it can.
@Suite(.enabled(if: Tools.hasSQLite)) struct LockedTrainingTests {
  /// Short epochs, so that many end within the time of a lock.
  private func train(_ work: Workdir, epochs: Int) throws -> Child {
    try work.start(
      lmctl: [
        "train-rnn", "--epochs", "\(epochs)", "--hidden", "4", "--cell", "tanh", "--batch", "4", "--threads", "1",
      ]
        + ["--name", "n"])
  }

  /// - Parameter words: of a warning.
  private func wait(for words: String, of child: Child) throws {
    while !child.errorsSoFar.contains(words), try child.isRunning { usleep(20_000) }
  }

  private func count(_ words: String, in text: String) -> Int { text.components(separatedBy: words).count - 1 }

  @Test(arguments: [Lock.Kind.writing, .alone]) func goesOn(kind: Lock.Kind) throws {
    let work = try Workdir.tokenizedStory()
    let epochs = isLong ? 6000 : 200
    let child = try train(work, epochs: epochs)
    try wait(for: "epoch 2/", of: child)
    let lock = try Lock(work, kind)
    try wait(for: "training goes on, its curve and checkpoint are written later", of: child)
    let told = count("\nepoch ", in: child.errorsSoFar)
    if isLong { Thread.sleep(forTimeInterval: 40) }
    // It goes on beside the lock.
    while count("\nepoch ", in: child.errorsSoFar) < told + 20, try child.isRunning { usleep(20_000) }
    #expect(try child.isRunning)
    try lock.release()
    let end = try child.wait()
    #expect(end.status == 0, "\(end.errors.suffix(500))")
    #expect(count("another program holds the database; training goes on", in: end.errors) == 1)
    #expect(count("the database is written again", in: end.errors) == 1)
    try expectWhole(work, epochs: epochs)
  }

  /// A lock that lasts until training is over: the result waits for it, however long.
  @Test func aResultIsNotLost() throws {
    let work = try Workdir.tokenizedStory()
    let child = try train(work, epochs: 30)
    try wait(for: "epoch 2/", of: child)
    let lock = try Lock(work)
    try wait(for: "waiting to write the result", of: child)
    // Longer than whatever else is waited for.
    Thread.sleep(forTimeInterval: isLong ? 150 : 8)
    #expect(try child.isRunning)
    #expect(count("waiting to write the result", in: child.errorsSoFar) == (isLong ? 3 : 1))
    try lock.release()
    let end = try child.wait()
    #expect(end.status == 0, "\(end.errors.suffix(500))")
    try expectWhole(work, epochs: 30)
  }

  /// Whoever reads in a loop does not keep a training from writing.
  @Test func readersAreNoLock() throws {
    let work = try Workdir.tokenizedStory()
    let child = try train(work, epochs: 60)
    let reader = try work.start(
      "/bin/sh",
      [
        "-c",
        "while [ ! -e over ]; do sqlite3 -cmd '.timeout 9000' lm.sqlite 'SELECT count(*) FROM learning_curve' || exit 1; done",
      ])
    let end = try child.wait()
    try work.write("", to: "over")
    #expect(try reader.wait().status == 0)
    #expect(end.status == 0, "\(end.errors.suffix(500))")
    try expectWhole(work, epochs: 60)
  }

  /// Every epoch has its point, the model and its run are there, and nothing is left over.
  private func expectWhole(_ work: Workdir, epochs: Int) throws {
    #expect(
      try work.sqlite(
        "SELECT count(*), min(epoch), max(epoch) FROM metric WHERE name = 'train_perplexity' AND epoch = round(epoch)")
        == "\(epochs)|1.0|\(epochs).0\n")
    #expect(try work.sqlite("SELECT status, error IS NULL FROM run WHERE command = 'train-rnn'") == "finished|1\n")
    #expect(try work.sqlite("SELECT split FROM leaderboard WHERE model = 'n' ORDER BY 1") == "test\nvalid\n")
    #expect(try work.sqlite("SELECT complete, epoch FROM checkpoint") == "1|\(epochs).0\n")
    #expect(try work.integrity() == "ok\n")
  }
}
