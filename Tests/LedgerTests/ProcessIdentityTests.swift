import Foundation
import Glibc
import Testing

@testable import Ledger

@Suite struct ProcessIdentityTests {
  @Test func thisProcessAndItsParentLive() {
    #expect(ProcessIdentity.current.isAlive)
    #expect(ProcessIdentity.current.pid == Int(getpid()))
    #expect(ProcessIdentity(pid: Int(getppid())).isAlive)
  }

  @Test func whatIsNotThatProcess() {
    let current = ProcessIdentity.current
    #expect(!ProcessIdentity(host: current.host, pid: current.pid, start: current.start + "0").isAlive)
    #expect(!ProcessIdentity(host: current.host, pid: current.pid, start: "").isAlive)
    for pid in [0, -1, Int.min, Int.max, 1 << 32, 0x3FFF_FFFF] {
      #expect(!ProcessIdentity(host: current.host, pid: pid, start: current.start).isAlive)
    }
  }

  /// The machine may be given another name while a process runs; another machine has booted another time.
  @Test func theBootTellsTheMachineAndNotItsName() throws {
    let current = ProcessIdentity.current
    let parts = current.start.split(separator: "/")
    try #require([2, 3].contains(parts.count), "\(current.start)")
    #expect(ProcessIdentity(host: "elsewhere", pid: current.pid, start: current.start).isAlive)
    let rest = parts.dropFirst().joined(separator: "/")
    #expect(!ProcessIdentity(host: current.host, pid: current.pid, start: "boot/\(rest)").isAlive)
    // As an older lmctl wrote it.
    for host in [current.host, "elsewhere"] {
      #expect(ProcessIdentity(host: host, pid: current.pid, start: "\(parts[0])/\(parts[1])").isAlive)
      #expect(!ProcessIdentity(host: host, pid: current.pid, start: "\(parts[0])/\(parts[1])0").isAlive)
    }
    // The same number at the same time in another container is another process.
    #expect(!ProcessIdentity(host: current.host, pid: current.pid, start: "\(parts[0])/\(parts[1])/1").isAlive)
  }

  /// An older lmctl takes a start of three parts for another process's: it gets one from containers alone.
  @Test func anOlderOneKnowsTheProcessesOfTheMachine() throws {
    #expect(ProcessIdentity.written("b/1", namespace: "4026531836") == "b/1")
    #expect(ProcessIdentity.written("b/1", namespace: nil) == "b/1")
    #expect(ProcessIdentity.written("b/1", namespace: "4026532000") == "b/1/4026532000")
    var status = stat()
    try #require(unsafe stat("/proc/self/ns/pid", &status) == 0)
    let parts = ProcessIdentity.current.start.split(separator: "/")
    #expect(parts.count == (status.st_ino == 0xEFFF_FFFC ? 2 : 3))
  }

  /// A machine sees the processes of its containers, under other numbers than they see themselves.
  @Test(.enabled(if: Self.canMakeNamespaces)) func aProcessOfAContainerIsSeen() throws {
    let (unshare, inside) = try Self.container()
    defer { unshare.terminate() }
    let outside = ProcessIdentity(pid: inside)
    let parts = outside.start.split(separator: "/")
    let own = ProcessIdentity(host: "container", pid: 1, start: "\(parts[0])/\(parts[1])/1")
    #expect(outside.isAlive && own.isAlive)
    #expect(!ProcessIdentity(host: "container", pid: 2, start: own.start).isAlive)
    kill(pid_t(inside), SIGKILL)
    unshare.waitUntilExit()
    #expect(!own.isAlive)
  }

  private static let canMakeNamespaces: Bool = {
    guard let (unshare, inside) = try? container() else { return false }
    kill(pid_t(inside), SIGKILL)
    unshare.waitUntilExit()
    return true
  }()

  /// A process that is the first of a pid namespace of its own, and its number here.
  private static func container() throws -> (unshare: Process, inside: Int) {
    let unshare = Process()
    unshare.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    unshare.arguments = ["--pid", "--fork", "--kill-child", "sleep", "60"]
    unshare.standardError = FileHandle.nullDevice
    try unshare.run()
    let children = "/proc/\(unshare.processIdentifier)/task/\(unshare.processIdentifier)/children"
    while unshare.isRunning {
      let text = (try? String(contentsOfFile: children, encoding: .utf8)) ?? ""
      if let inside = text.split(separator: " ").first.flatMap({ Int($0) }) { return (unshare, inside) }
      usleep(1000)
    }
    throw Unsupported(message: "no pid namespaces")
  }
}
