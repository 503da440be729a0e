import Foundation

/// Long forms of what `README.md` promises run where `LMCTL_LONG` is set: minutes to hours.
let isLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] != nil

/// A program that goes on while a test does something to it.
///
///     let child = try work.start(Workdir.binary, ["train-rnn"])
///     child.send(SIGKILL)
///     let end = try child.wait()     // end.status == -SIGKILL
final class Child {
  struct Ending {
    /// The exit code, or minus the signal that ended it.
    let status: Int32
    let output: [UInt8]
    let errors: String
    let seconds: Double
    /// At most this much it held resident, in bytes (its children's too, where it waited for them): never less than what
    /// the test's own process holds, which Linux counts as that of a program until it begins.
    let peakResident: Int
  }

  /// The most that the tests' own process held resident, in bytes.
  static var ownPeakResident: Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  let pid: pid_t
  private let outputPath: String
  private let errorsPath: String
  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant
  private var ending: Ending?

  fileprivate init(
    _ program: String, _ arguments: [String], in folder: String, environment: [String: String], input: String?
  ) throws {
    let name = "\(folder)/.child-\(UUID())"
    outputPath = name + ".out"
    errorsPath = name + ".err"
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errorsPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // What the test runner blocks or ignores is not to be handed on.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var argv = unsafe (["env", "-C", folder, program] + arguments).map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var made = pid_t()
    begun = clock.now
    let code = unsafe posix_spawnp(&made, "env", &actions, &attributes, &argv, &envp)
    pid = made
    guard code == 0 else { throw CocoaError(.executableNotLoadable) }
  }

  deinit {
    if ending == nil {
      send(SIGKILL)
      _ = try? wait()
    }
  }

  func send(_ signal: Int32) { if ending == nil { kill(pid, signal) } }

  /// Whether it has not ended yet.
  var isRunning: Bool {
    get throws { try end(options: WNOHANG) == nil }
  }

  /// What it has said on standard error so far.
  var errorsSoFar: String { (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? "" }

  @discardableResult func wait() throws -> Ending {
    while true { if let ended = try end(options: 0) { return ended } }
  }

  private func end(options: Int32) throws -> Ending? {
    if let ending { return ending }
    var (status, usage) = (Int32(0), rusage())
    let found = unsafe wait4(pid, &status, options, &usage)
    // What has been waited for before, and could not be read then, is not waited for for ever.
    if found < 0, errno == ECHILD { throw POSIXError(.ECHILD) }
    guard found == pid else { return nil }
    let taken = (clock.now - begun).components
    let signal = status & 0x7F
    let ended = Ending(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal,
      output: [UInt8](try Workdir.bytes(ofFileAt: outputPath)),
      errors: String(decoding: try Workdir.bytes(ofFileAt: errorsPath), as: UTF8.self),
      seconds: Double(taken.seconds) + Double(taken.attoseconds) * 1e-18, peakResident: usage.ru_maxrss * 1024)
    for path in [outputPath, errorsPath] { unsafe unlink(path) }
    ending = ended
    return ended
  }
}

extension Workdir {
  /// Starts a program in this folder, and goes on.
  ///
  /// - Parameter input: the file that is its standard input; empty without one.
  func start(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) throws -> Child {
    try Child(program, arguments, in: path, environment: environment, input: input)
  }

  /// The same for lmctl, with at most `addressSpace` bytes where given.
  func start(
    lmctl arguments: [String], environment: [String: String] = [:], input: String? = nil, addressSpace: Int? = nil
  ) throws -> Child {
    guard let addressSpace else { return try start(Self.binary, arguments, environment: environment, input: input) }
    return try start(
      "/bin/sh", ["-c", "ulimit -v \(addressSpace / 1024); exec \"$0\" \"$@\"", Self.binary] + arguments,
      environment: environment, input: input)
  }

  /// Runs lmctl to its end.
  ///
  /// - Returns: besides, the most bytes that it held resident, as GNU time tells them; nil where that is missing.
  func measured(lmctl arguments: [String]) throws -> (ending: Child.Ending, peakResident: Int?) {
    let time = "/usr/bin/time"
    guard FileManager.default.isExecutableFile(atPath: time) else { return (try start(lmctl: arguments).wait(), nil) }
    let told = FileManager.default.temporaryDirectory.appendingPathComponent("peak-\(UUID())")
    defer { try? FileManager.default.removeItem(at: told) }
    let ending = try start(time, ["-q", "-f", "%M", "-o", told.path, Self.binary] + arguments).wait()
    let kibibytes = Int(try String(contentsOf: told, encoding: .utf8).trimmingCharacters(in: .newlines))
    return (ending, kibibytes.map { $0 << 10 })
  }

  /// What SQLite finds wrong with a database of this folder: nothing, as a rule.
  func integrity(of database: String = "lm.sqlite") throws -> String {
    try run("/usr/bin/sqlite3", [database, "PRAGMA integrity_check; PRAGMA foreign_key_check"]).output
  }

  /// Every name in the folder, hidden ones too, in order.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
