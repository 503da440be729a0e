internal import Foundation
internal import Glibc

/// One process, so that a later one can tell whether it still lives: a pid alone is given again.
struct ProcessIdentity: Equatable {
  let host: String
  /// As the process itself sees it.
  let pid: Int
  /// Between slashes: the id of the machine's boot, the process's start in ticks since then, and, in a container, the number
  /// of the pid namespace that `pid` is of. An older lmctl wrote the first two, and takes for dead whatever has a third; empty
  /// where /proc is not there.
  let start: String

  static let current = ProcessIdentity(pid: Int(getpid()))

  /// The process that has this number now, on this machine.
  init(pid: Int) {
    let start = Self.status(of: "\(pid)").map { Self.written($0.start, namespace: Self.namespace) }
    self.init(host: Self.hostName, pid: pid, start: start ?? "")
  }

  init(host: String, pid: Int, start: String) {
    self.host = host
    self.pid = pid
    self.start = start
  }

  /// Whether the process runs on this machine now. One of another machine counts as gone: databases are not shared
  /// between machines, they are copied. So does one of another container, unless it is seen from here: of a container
  /// that was ended nothing else would ever tell.
  var isAlive: Bool {
    guard pid > 0, let number = pid_t(exactly: pid) else { return false }
    let parts = start.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // A machine may be given another name while it runs, and containers have names of their own: one boot has one id.
    let knowsBoot = !parts[0].isEmpty && !Self.boot.isEmpty
    guard knowsBoot ? parts[0] == Self.boot : host == Self.hostName else { return false }
    let begun = parts.prefix(2).joined(separator: "/")
    if parts.count > 2, let here = Self.namespace, parts[2] != here { return isSeenWithin(begun: begun) }
    guard kill(number, 0) == 0 || errno == EPERM else { return false }
    // Where /proc hides the process, that it answers must do.
    guard let status = Self.status(of: "\(pid)") else { return true }
    return status.start == begun && !status.isZombie
  }

  /// Whether a process of a namespace within this one bears this number there, and began then: a machine sees the
  /// processes of its containers.
  private func isSeenWithin(begun: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.contains { name in
      guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let status = Self.status(of: name),
        status.start == begun, !status.isZombie
      else { return false }
      // proc(5): the process's numbers, from this namespace's to that of its own.
      let lines = (Self.contents(of: "/proc/\(name)/status") ?? []).split(separator: UInt8(ascii: "\n"))
      guard let line = lines.first(where: { $0.starts(with: Array("NSpid:".utf8)) }) else { return false }
      let numbers = line.split { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: " ") }.dropFirst()
      return numbers.count > 1 && numbers.last.map { String(decoding: $0, as: UTF8.self) } == "\(pid)"
    }
  }

  private static let hostName: String = trimmed(contents(of: "/proc/sys/kernel/hostname") ?? []) ?? "localhost"
  private static let boot: String = trimmed(contents(of: "/proc/sys/kernel/random/boot_id") ?? []) ?? ""

  /// The number that tells this process's pid namespace from others, or nil where /proc does not say.
  private static let namespace: String? = {
    var status = stat()
    guard unsafe stat("/proc/self/ns/pid", &status) == 0 else { return nil }
    return "\(status.st_ino)"
  }()

  /// `PROC_PID_INIT_INO` of Linux (`include/linux/proc_ns.h`): the namespace of the machine itself.
  static let machine = "\(0xEFFF_FFFC)"

  /// A start with its namespace, unless that is the machine's own: so an older lmctl beside this one knows it.
  static func written(_ start: String, namespace: String?) -> String {
    namespace.map { $0 == machine ? start : start + "/" + $0 } ?? start
  }

  private static func status(of pid: String) -> (start: String, isZombie: Bool)? {
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

  /// A small file of /proc, which has no size to ask for; nil where it cannot be read. A process may be in
  /// thousands of groups, which stand before its numbers.
  private static func contents(of path: String) -> [UInt8]? {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
