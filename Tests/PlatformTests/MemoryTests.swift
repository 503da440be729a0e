import Foundation
import Testing

@testable import Platform

/// What the system's files say, by their paths; all of them are gone with the test.
private final class SystemFiles {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lmctl-\(UUID())").path

  init(_ files: [String: String]) throws {
    for (path, text) in files {
      let url = URL(fileURLWithPath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func available(addressSpace: Int? = nil, data: Int? = nil) -> Int? {
    Memory.available(proc: folder + "/proc", groups: folder + "/groups", addressSpace: addressSpace, data: data)
  }
}

@Suite struct MemoryTests {
  private static let machine = [
    "proc/meminfo": """
    MemTotal:       16000000 kB
    MemAvailable:    8000000 kB
    CommitLimit:     5000000 kB
    Committed_AS:    3000000 kB
    """
  ]

  private static func available(
    _ files: [String: String], addressSpace: Int? = nil, data: Int? = nil
  ) throws -> Int? {
    let files = try SystemFiles(machine.merging(files) { $1 })
    return files.available(addressSpace: addressSpace, data: data)
  }

  @Test func thisProcessHoldsSomeAndThereIsMore() throws {
    #expect(Memory.peakResident > 1 << 20)
    #expect(try #require(Memory.available) > 1 << 20)
  }

  @Test func withoutLimitsItIsWhatTheMachineHas() throws {
    #expect(try Self.available([:]) == 8_000_000 << 10)
    #expect(try SystemFiles([:]).available() == nil)
    #expect(try SystemFiles(["proc/meminfo": "MemFree: 5 kB\n"]).available() == nil)
  }

  @Test func whereTheSystemCountsPromisesItIsWhatCanStillBePromised() throws {
    #expect(try Self.available(["proc/sys/vm/overcommit_memory": "2\n"]) == 2_000_000 << 10)
    #expect(try Self.available(["proc/sys/vm/overcommit_memory": "0\n"]) == 8_000_000 << 10)
  }

  @Test func limitsOfTheProcessAreLessByWhatItHolds() throws {
    let status = ["proc/self/status": "Name:\tlmctl\nVmSize:\t  300000 kB\nVmData:\t  100000 kB\n"]
    #expect(try Self.available(status, addressSpace: 1_000_000 << 10) == 700_000 << 10)
    #expect(try Self.available(status, data: 1_000_000 << 10) == 900_000 << 10)
    #expect(try Self.available(status, addressSpace: 500_000 << 10, data: 150_000 << 10) == 50_000 << 10)
    // One that is used up leaves nothing, which is not that nothing is known.
    #expect(try Self.available(status, addressSpace: 200_000 << 10) == 1)
  }

  @Test func groupsOfVersion2AreReadUpToTheRoot() throws {
    var files = [
      "proc/self/cgroup": "0::/user.slice/run-5.scope\n", "groups/user.slice/memory.max": "max\n",
      "groups/user.slice/memory.current": "2000000000\n", "groups/user.slice/run-5.scope/memory.max": "3000000000\n",
      "groups/user.slice/run-5.scope/memory.current": "1000000000\n",
    ]
    #expect(try Self.available(files) == 2_000_000_000)
    files["groups/user.slice/memory.max"] = "2500000000\n"
    #expect(try Self.available(files) == 500_000_000)
    files["groups/user.slice/memory.max"] = "1000000000\n"
    #expect(try Self.available(files) == 1)
  }

  @Test func pagesOfFilesAreFreeToAGroup() throws {
    let files = [
      "proc/self/cgroup": "0::/\n", "groups/memory.max": "3000000000\n", "groups/memory.current": "2900000000\n",
      "groups/memory.stat": "anon 300000000\nfile 2500000000\ninactive_file 1500000000\nactive_file 900000000\n",
    ]
    #expect(try Self.available(files) == 2_500_000_000)
  }

  @Test func groupsOfVersion1AreReadByTheirController() throws {
    let files = [
      "proc/self/cgroup": "5:cpu,cpuacct:/other\n4:memory:/job\n", "groups/other/memory.max": "1\n",
      "groups/memory/memory.limit_in_bytes": "9223372036854771712\n", "groups/memory/memory.usage_in_bytes": "5000\n",
      "groups/memory/job/memory.limit_in_bytes": "2000000000\n",
      "groups/memory/job/memory.usage_in_bytes": "900000000\n",
      "groups/memory/job/memory.stat": "inactive_file 7\ntotal_inactive_file 300000000\ntotal_active_file 100000000\n",
    ]
    #expect(try Self.available(files) == 1_500_000_000)
  }

  @Test(arguments: ["/docker/0123456789abcdef", "/../../outside", "/"])
  func inAContainerTheGroupStandsAtTheRoot(_ path: String) throws {
    let version2 = [
      "proc/self/cgroup": "0::\(path)\n", "groups/memory.max": "2000\n", "groups/memory.current": "500\n",
    ]
    #expect(try Self.available(version2) == 1500)
    let version1 = [
      "proc/self/cgroup": "3:memory:\(path)\n", "groups/memory/memory.limit_in_bytes": "2000\n",
      "groups/memory/memory.usage_in_bytes": "500\n",
    ]
    #expect(try Self.available(version1) == 1500)
  }

  @Test func whatIsNoNumberSaysNothing() throws {
    let long = String(repeating: "/x", count: 4000)
    for line in ["", "0::\n", "0::/\(long)\n", "memory\n", "1:memory\n", "::::\n", "1:\(long):/\n"] {
      #expect(try Self.available(["proc/self/cgroup": line, "groups/memory.max": "?\n"]) == 8_000_000 << 10)
    }
  }
}
