import Foundation
import Testing

@Suite(.enabled(if: Strace.works)) struct StraceTests {
  @Test func aKillComesBeforeItsCall() throws {
    let work = try Workdir()
    let script = ["sh", "-c", "echo 1 >> out; echo 2 >> out; echo 3 >> out"]
    let whole = try Strace.run(script, in: work)
    #expect(whole.ending.status == 0 && whole.calls == ["write", "write", "write"])
    #expect(whole.counts.map(\.call) == ["write"] && whole.counts.map(\.count) == [3])
    let killed = try Strace.run(script, in: work, injecting: Strace.kill("write", 2))
    #expect(killed.ending.status == -SIGKILL && killed.calls.count == 2)
    #expect(try String(contentsOfFile: work.path + "/out", encoding: .utf8) == "1\n2\n3\n1\n")
    #expect(work.names == ["out"])
  }
}
