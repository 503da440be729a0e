internal import Glibc

/// One process, so that a later one can tell whether it still lives: a pid alone is given again.
struct ProcessIdentity: Equatable {
  let host: String
  let pid: Int
  /// The id of the machine's boot and the process's start in ticks since then, or empty where /proc is not there.
  let start: String

  static let current = ProcessIdentity(pid: Int(getpid()))

  /// The process that has this number now, on this machine.
  init(pid: Int) { self.init(host: Self.hostName, pid: pid, start: Self.status(of: pid)?.start ?? "") }

  init(host: String, pid: Int, start: String) {
    self.host = host
    self.pid = pid
    self.start = start
  }

  /// Whether the process runs on this machine now. One of another machine counts as gone: databases are not shared
  /// between machines, they are copied.
  var isAlive: Bool {
    guard host == Self.hostName, pid > 0, let number = pid_t(exactly: pid) else { return false }
    guard kill(number, 0) == 0 || errno == EPERM else { return false }
    // Where /proc hides the process, that it answers must do.
    guard let status = Self.status(of: pid) else { return true }
    return status.start == start && !status.isZombie
  }

  private static let hostName: String = trimmed(contents(of: "/proc/sys/kernel/hostname") ?? []) ?? "localhost"
  private static let boot: String = trimmed(contents(of: "/proc/sys/kernel/random/boot_id") ?? []) ?? ""

  private static func status(of pid: Int) -> (start: String, isZombie: Bool)? {
    // proc(5): the second field is the name in parentheses, which may hold spaces and parentheses itself; the state
    // is the field after it, the start time the 22nd.
    guard let bytes = contents(of: "/proc/\(pid)/stat"), let end = bytes.lastIndex(of: UInt8(ascii: ")")) else {
      return nil
    }
    let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19 else { return nil }
    let state = String(decoding: fields[0], as: UTF8.self)
    return (boot + "/" + String(decoding: fields[19], as: UTF8.self), state == "Z" || state == "X")
  }

  private static func trimmed(_ bytes: [UInt8]) -> String? {
    let text = bytes.prefix { $0 > UInt8(ascii: " ") }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  /// A small file of /proc, which has no size to ask for; nil where it cannot be read.
  private static func contents(of path: String) -> [UInt8]? {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
