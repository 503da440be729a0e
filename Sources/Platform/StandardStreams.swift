internal import Glibc

/// Standard input, output and error, which whoever starts a program may leave closed.
public enum StandardStreams {
  /// Opens those that are closed, so that no file of ours gets their number: messages would be written into it.
  ///
  /// What is opened can be neither read (standard input) nor written, and fails as a closed one does.
  public static func fill() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is the one that is wanted: those below are open by now.
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
