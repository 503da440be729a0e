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
    #expect(!ProcessIdentity(host: "elsewhere", pid: current.pid, start: current.start).isAlive)
    for pid in [0, -1, Int.min, Int.max, 1 << 32, 0x3FFF_FFFF] {
      #expect(!ProcessIdentity(host: current.host, pid: pid, start: current.start).isAlive)
    }
  }
}
