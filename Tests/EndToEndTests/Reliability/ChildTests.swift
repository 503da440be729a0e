import Foundation
import Testing

@Suite struct ChildTests {
  @Test func itIsSeenFromItsStartToItsEnd() throws {
    let work = try Workdir()
    let child = try work.start("sleep", ["100"])
    #expect(try child.isRunning)
    child.send(SIGTERM)
    let ending = try child.wait()
    #expect(ending.status == -SIGTERM)
    #expect(try !child.isRunning)
    let told = try work.start("sh", ["-c", "echo out; echo err >&2; exit 7"]).wait()
    #expect(told.status == 7 && told.output == Array("out\n".utf8) && told.errors == "err\n")
    #expect(told.peakResident > 100_000)
    #expect(work.names.isEmpty)
  }

  @Test(.enabled(if: Tools.limitsMemory)) func itsAddressSpaceCanBeLimited() throws {
    let work = try Workdir()
    #expect(try work.start(lmctl: ["--version"], addressSpace: 4 << 30).wait().status == 0)
    #expect(try work.start(lmctl: ["--version"], addressSpace: 8 << 20).wait().status != 0)
  }
}
