/// Why a file could not be written. Nothing of it is there then, and what had its name before still is.
public enum OutputError: Failure, Equatable {
  /// An option for a file that was given ''.
  case noName
  case isFolder(path: String)
  case cannotCreate(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
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
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written: \(reason); nothing of it was left behind; free some space or name another file"
    case .readerGone(let path): "\(path): whoever read this pipe is gone; start it again, and the command"
    }
  }
}
