import Foundation
import Fuzzing
import Testing

/// Every reader of bytes from outside, on what is right and on what was made wrong; a trap ends the tests.
///
/// Millions of inputs by libFuzzer: `lmctl-fuzz`.
@Suite(.serialized) struct FuzzTargetTests {
  /// Inputs of each target, here and where `LMCTL_LONG` is set.
  private static let inputs = ProcessInfo.processInfo.environment["LMCTL_LONG"] == nil ? 1500 : 200_000

  /// Seeds lie beside the targets; what begins with `refused` no reader takes.
  private static func committed(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let folder = root.standardizedFileURL.appending(path: "Sources/Fuzzing/Seeds/\(target.rawValue)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }

  /// What is committed was written by an earlier lmctl: a reader that no longer takes it breaks somebody's file.
  @Test(arguments: FuzzTarget.allCases) func committedSeedsAreRead(_ target: FuzzTarget) throws {
    let seeds = try Self.committed(target)
    #expect(seeds.contains { !$0.name.hasPrefix("refused") })
    for (name, bytes) in seeds {
      #expect(try target.run(bytes) == !name.hasPrefix("refused"), "\(target.rawValue)/\(name)")
    }
  }

  @Test(arguments: FuzzTarget.allCases) func whatIsWrittenIsRead(_ target: FuzzTarget) throws {
    for (name, bytes) in try target.seeds {
      #expect(try target.run(bytes) == !name.hasPrefix("refused"), "\(target.rawValue)/\(name)")
    }
  }

  @Test(arguments: FuzzTarget.allCases) func noTruncationIsATrap(_ target: FuzzTarget) throws {
    for (_, bytes) in try Self.committed(target).prefix(2) {
      for count in bytes.indices { try target.run(Array(bytes[..<count])) }
    }
  }

  /// Most mutations are refused, and some are not: both ways are gone.
  @Test(arguments: FuzzTarget.allCases) func noMutationIsATrap(_ target: FuzzTarget) throws {
    var mutations = Mutations(try Self.committed(target).map(\.bytes), seed: 7)
    var taken = 0
    for _ in 0..<Self.inputs {
      let bytes = mutations.next()
      do {
        if try target.run(bytes) { taken += 1 }
      } catch {
        Issue.record("\(target.rawValue): \(error): \(Data(bytes).base64EncodedString())")
        return
      }
    }
    #expect(taken > 0 && taken < Self.inputs)
  }
}
