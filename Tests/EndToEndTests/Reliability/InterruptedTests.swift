import Foundation
import Testing

/// SIGINT and SIGTERM at any point of any command: nothing half-written, runs are marked, and the command works again.
@Suite(.serialized, .enabled(if: Tools.hasSQLite)) struct InterruptedTests {
  private static let points = isLong ? 30 : 2
  private static let further = isLong ? 0 : 5
  /// Seconds from the signal to the end; other tests have the machine in the short form.
  private static let bound = isLong ? 2.0 : 20

  @Test(arguments: Interrupted.commands) func aCommandEndsAtOnceAndIsWhole(arguments: [String]) throws {
    let command = Interrupted(arguments: arguments)
    let whole = try Interrupted.copy()
    let begun = ContinuousClock.now
    let undisturbed = try whole.start(lmctl: arguments + ["--quiet"])
    try undisturbed.wait { try undisturbed.isReady }
    let ready = ContinuousClock.now
    let end = try undisturbed.wait()
    #expect(end.status == 0, "\(arguments): \(end.errors)")
    let (starting, working) = ((ready - begun) / .seconds(1), end.seconds - (ready - begun) / .seconds(1))
    let made = try Dictionary(
      uniqueKeysWithValues: command.outputs.map {
        ($0, try Data(contentsOf: URL(fileURLWithPath: whole.path + "/" + $0)))
      })
    var (interrupted, slowest) = (0, 0.0)
    for point in 0..<Self.points + Self.further {
      // The short form goes on, earlier and earlier, until one signal has come in time.
      if point >= Self.points, interrupted > 0 { break }
      let work = try Interrupted.copy()
      let before = work.names
      let (signal, code) = point % 2 == 0 ? (SIGINT, Int32(130)) : (SIGTERM, Int32(143))
      let child = try work.start(lmctl: arguments + ["--quiet"])
      try child.wait { try child.isReady }
      let share = isLong ? Double.random(in: 0...1) : [0.25, 0.6, 0.1, 0.04, 0.01, 0, 0][point]
      usleep(UInt32(max(0, share * working) * 1e6))
      let (ending, seconds) = try child.end(by: signal)
      // It may have been done just before.
      #expect([0, code].contains(ending.status), "\(arguments) at \(share): \(ending.status) \(ending.errors)")
      #expect(seconds < Self.bound, "\(arguments) at \(share)")
      #expect(!ending.errors.contains("defect") && !ending.errors.contains("Fatal"), "\(arguments): \(ending.errors)")
      try command.expectWhole(work, before: before, made: made, code: code)
      guard ending.status != 0 else { continue }
      (interrupted, slowest) = (interrupted + 1, max(slowest, seconds))
      if !isLong && interrupted > 1 { continue }
      let again = try work.run(Workdir.binary, command.again + ["--quiet"])
      // What was done just before stands.
      let stands = again.status == 73 && again.errors.contains("already") || arguments[0] == "remove"
      #expect(again.status == 0 || stands, "\(arguments) again: \(again.errors)")
    }
    if isLong {
      print(
        "\(arguments[0]): \(interrupted) of \(Self.points) interrupted, \(slowest) s at most; starts in \(starting) s")
    }
    #expect(interrupted > (isLong ? Self.points / 4 : 0), "\(arguments): \(interrupted) were interrupted")
  }

  /// Runs that are certainly under way.
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func aRunUnderWayIsMarked(signal: Int32, code: Int32) throws {
    let work = try Interrupted.copy()
    let child = try work.start(lmctl: ["compare", "--dynamic", "net", "--neural-cache", "net"])
    let running = "SELECT count(*) FROM run WHERE status = 'running'"
    try child.wait { try work.sqlite(running) == "1\n" }
    let (ending, seconds) = try child.end(by: signal)
    #expect(ending.status == code && seconds < Self.bound, "\(ending.errors)")
    #expect(ending.errors.contains("stopped by") && ending.errors.contains("run the command again"))
    let marked = "SELECT status, exit_code, ended_at IS NOT NULL FROM run WHERE status <> 'finished'"
    #expect(try work.sqlite(marked) == "interrupted|\(code)|1\n")
    try Interrupted(arguments: ["compare"]).expectWhole(work, before: work.names, made: [:], code: code)
  }

  /// Ctrl-\: at once and without a word, as with any other program.
  @Test func quitEndsAtOnce() throws {
    let work = try Interrupted.copy()
    let child = try work.start(
      "/bin/sh", ["-c", "ulimit -c 0; exec \"$0\" compare --dynamic net --neural-cache net --quiet", Workdir.binary])
    try child.wait { try work.sqlite("SELECT count(*) FROM run WHERE status = 'running'") == "1\n" }
    let (ending, seconds) = try child.end(by: SIGQUIT)
    #expect(ending.status == -SIGQUIT && seconds < Self.bound && ending.errors == "", "\(ending.errors)")
    #expect(try work.integrity() == "ok\n")
  }

  /// `nohup`, and jobs that a script puts into the background.
  @Test func whatIsIgnoredStaysIgnored() throws {
    let work = try Interrupted.copy()
    let child = try work.start(
      "/bin/sh", ["-c", "trap '' INT HUP; exec \"$0\" stats --order 1,2,3 --quiet", Workdir.binary])
    try child.wait { try child.isReady }
    child.send(SIGINT)
    child.send(SIGHUP)
    #expect(try child.wait().status == 0)
  }
}
