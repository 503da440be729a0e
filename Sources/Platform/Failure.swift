/// What ended a command, as data: every room has one error type, and each says which exit code it means.
///
/// `description` says what, where (path, line, byte) and what to do next, in one line.
public protocol Failure: Error, CustomStringConvertible, Sendable {
  var exitCode: ExitCode { get }
}

/// Exit codes as in `sysexits.h`, and what shells say of a command that a signal ended.
public enum ExitCode: Int32, Sendable, CaseIterable {
  case usage = 64
  case data = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case cannotCreate = 73
  case io = 74
  case busy = 75
  case hangUp = 129
  case interrupt = 130
  case terminate = 143

  /// What the code means, for the help page.
  public var meaning: String {
    switch self {
    case .usage: "the command line is wrong"
    case .data: "the input is wrong: no text, an empty split, a foreign or damaged database, a training that diverged"
    case .noInput: "an input file, a database, corpus or model is not there or cannot be read"
    case .unavailable: "not enough memory, no more threads, or too few open files"
    case .software: "a defect of lmctl"
    case .cannotCreate: "the database or an output file cannot be created, or the name is taken"
    case .io: "reading or writing failed: disk full, read-only"
    case .busy: "another program holds the database"
    case .hangUp: "stopped by SIGHUP: the terminal was closed"
    case .interrupt: "stopped by Ctrl-C (SIGINT)"
    case .terminate: "stopped by SIGTERM"
    }
  }
}
