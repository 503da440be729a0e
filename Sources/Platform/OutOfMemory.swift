/// Memory that may be refused: asking for a large array must end in an error, never in a trap.
public struct OutOfMemory: Failure, Equatable {
  public let bytes: Int

  public init(bytes: Int) { self.bytes = bytes }

  public var exitCode: ExitCode { .unavailable }
  public var description: String {
    """
    not enough memory for \(bytes) bytes; close other programs, raise the limit ('ulimit -v' shows it), or choose smaller \
    sizes ('Memory' in --help says what counts)
    """
  }
}
