/// Why a file could not be written. Nothing of it is there then, and what had its name before still is; but where it was
/// open already, what was written there stays.
public enum OutputError: Failure, Equatable {
  /// An option for a file that was given ''.
  case noName
  case isFolder(path: String)
  case cannotCreate(path: String, reason: String)
  /// - Parameter stays: bytes that were written to what was open already.
  case cannotWrite(path: String, reason: String, stays: Int = 0)
  /// A pipe that nobody reads any more: whoever did has what it wanted.
  case readerGone(path: String)

  public var exitCode: ExitCode {
    switch self {
    case .noName: .usage
    case .isFolder, .cannotCreate: .cannotCreate
    case .cannotWrite, .readerGone: .io
    }
  }

  public var description: String {
    switch self {
    case .noName: "'' is no name of a file; name the file that is to be written"
    case .isFolder(let path): "\(path): this is a folder; give the name of a file in it"
    case .cannotCreate(let path, let reason):
      "\(path): cannot be created: \(reason); check that its folder exists and may be written, or name another file"
    case .cannotWrite(let path, let reason, let stays):
      "\(path): cannot be written: \(reason); "
        + (stays == 0 ? "nothing of it was left behind" : "what was written before that stands there, and is not whole")
        + "; free some space or name another file"
    case .readerGone(let path): "\(path): whoever read this pipe is gone; start it again, and the command"
    }
  }
}
