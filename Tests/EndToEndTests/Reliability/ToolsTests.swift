import Foundation
import Testing

/// Whoever sets `LMCTL_CI` says that nothing is to be skipped for want of a program.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LMCTL_CI"] != nil)) struct ToolsTests {
  @Test func allAreThere() {
    #expect(Tools.hasSQLite, "sqlite3 is not there")
    #expect(Tools.hasScript, "script is not there")
    #expect(Tools.limitsMemory, "lmctl does not begin in 4 GB of address space")
    #expect(Strace.works, "strace is not there, or may not trace and inject")
    #expect(SmallDisk.works, "unshare is not there, or may not mount a tmpfs")
  }
}
