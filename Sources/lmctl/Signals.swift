import Experiment
import Foundation
import Ledger
import Platform
import Synchronization

/// Ctrl-C, and what else asks a program to end. A training puts itself away first; whatever else is under way is ended as it
/// is, and leaves its databases and files as if it had not begun. A second signal ends the program at once.
///
/// The signals are blocked, and a thread waits for them: no handler ever runs on a thread that multiplies. The machine
/// code that oneDNN makes lends the stack pointer to other work, and a handler's frame on such a "stack" lands in the heap.
///
/// Where whoever started the program has it ignore a signal (`nohup`, a background job of a script), it goes on doing so.
enum Signals {
  static let interruption = Interruption()

  /// Those that are waited for.
  private static let signals = codes.keys.filter { !isIgnored($0) }
  private static let codes: [Int32: ExitCode] = [SIGHUP: .hangUp, SIGINT: .interrupt, SIGTERM: .terminate]
  /// How long an update may take to its end: of a large network it may be a minute. Its last checkpoint stands.
  private static let hearing = Duration.milliseconds(1500)
  /// How long databases may take to undo what is under way, and to mark the run; what then has not done so is put right at
  /// the next opening.
  private static let patience = Duration.milliseconds(1900)
  private static let leastPatience = Duration.milliseconds(400)

  /// On the main thread, before all others, which are made with the signals blocked as well.
  static func watch() {
    // A reader that goes away is no failure: writing to it then fails quietly instead of killing the process.
    signal(SIGPIPE, SIG_IGN)
    // Ctrl-\ ends it as it ends any other program: Swift's runtime would take it for a fault of ours, and then go on.
    if !isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
    if signals.isEmpty { return }
    var set = set
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    // Foundation's `Thread` does not say that the system has refused one.
    var thread = pthread_t()
    let isRefused = unsafe pthread_create(&thread, nil, { _ in Signals.wait() }, nil) != 0
    // Nobody would wait for them: they end the program as they end any other.
    if isRefused { unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil) } else { pthread_detach(thread) }
  }

  private static func wait() -> Never {
    while true { if let code = next(within: .seconds(3600)) { end(code) } }
  }

  private static func end(_ code: ExitCode) -> Never {
    interruption.ask(code)
    let wasHeld = interruption.isHeld
    if wasHeld {
      say("stopping: a checkpoint is written after the current update, unless that takes long; once more ends at once")
    }
    let asked = ContinuousClock.now
    while interruption.isHeld {
      if let again = next() { leave(again) }
      if ContinuousClock.now > asked + hearing { interruption.giveUpTheDeaf() }
    }
    let databases = DatabasesEnding(code)
    let limit = max(asked + patience, ContinuousClock.now + leastPatience)
    while !databases.areDone, ContinuousClock.now < limit {
      if let again = next() { leave(again) }
      Ledger.interruptAll()
    }
    if let words = databases.words ?? (wasHeld ? DatabasesEnding.words(code, "train-rnn") : nil) {
      // A progress line may stand there.
      say(words, before: isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : "")
    }
    leave(code)
  }

  /// Where standard error takes it at once: a pipe that nobody empties must not keep a program alive.
  private static func say(_ words: String, before: String = "") {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&stream, 1, 0) == 1, stream.revents & Int16(POLLOUT) != 0 else { return }
    Console.write(before, to: .standardError)
    Console.error(words)
  }

  /// Nothing of the process runs any more after this, nor does any handler of an end.
  private static func leave(_ code: ExitCode) -> Never {
    HalfWritten.files.removeAll()
    _exit(code.rawValue)
  }

  /// The exit code of the next signal, or nil where none comes in that time.
  private static func next(within time: Duration = .milliseconds(5)) -> ExitCode? {
    var set = set
    var limit = timespec(
      tv_sec: Int(time.components.seconds), tv_nsec: Int(time.components.attoseconds / 1_000_000_000))
    return unsafe codes[sigtimedwait(&set, nil, &limit)]
  }

  private static var set: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal) }
    return set
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}

/// Undoes what is under way in databases, on a thread of its own: a statement, or another program's lock, may keep it.
private final class DatabasesEnding: Sendable {
  private let commands = Mutex<[String]?>(nil)
  private let code: ExitCode

  init(_ code: ExitCode) {
    self.code = code
    Thread.detachNewThread { [self] in
      let ended = Ledger.endAll(exitCode: code.rawValue) { Self.words(code, $0) }
      commands.withLock { $0 = ended }
    }
  }

  var areDone: Bool { commands.withLock { $0 != nil } }

  /// For whoever stopped it; nil where no run was under way.
  var words: String? { commands.withLock { $0?.last }.map { Self.words(code, $0) } }

  static func words(_ code: ExitCode, _ command: String) -> String { "\(code.meaning); \(advice(command))" }

  private static func advice(_ command: String) -> String {
    command == "train-rnn"
      ? "train-rnn --resume, or lmctl run, goes on from its last checkpoint"
      : "what was finished stands, what was under way is undone: run the command again"
  }
}
