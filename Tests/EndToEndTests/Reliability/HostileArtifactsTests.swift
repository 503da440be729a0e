import Foundation
import Testing

/// "What lmctl promises": stored bytes may be anything, even where their digest is right. What does not fit is refused with a
/// line, and nothing traps.
@Suite(.enabled(if: Tools.hasSQLite)) struct HostileArtifactsTests {
  private static func model(_ name: String) -> String { "SELECT artifact_id FROM model WHERE name = '\(name)'" }

  @Test func forgedWeights() throws {
    let template = try HostileDatabase.template()
    for value in [Float.nan, .infinity] {
      let work = try template.copied()
      try HostileDatabase.forge(work, artifact: Self.model("r")) { bytes in
        bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: littleEndian(value.bitPattern))
      }
      for arguments in [
        HostileDatabase.scoring, HostileDatabase.generating,
        ["export", "--model", "r", "--format", "safetensors", "-o", "r.safetensors"],
      ] {
        let end = try work.start(lmctl: arguments).wait()
        #expect(end.status == 65 && end.errors.contains("no finite number"), "\(arguments): \(end.errors)")
      }
      #expect(!work.exists("r.safetensors"))
    }
  }

  @Test func forgedStreamsAndScores() throws {
    let template = try HostileDatabase.template()
    let work = try template.copied()
    let test = "SELECT ids FROM split WHERE name = 'test'"
    try HostileDatabase.forge(work, artifact: test) {
      $0.replaceSubrange(0..<4, with: littleEndian(UInt32(4_000_000_000)))
    }
    for arguments in [
      ["compare", "--where"], ["export", "--format", "ids", "--split", "test", "-o", "y.npy"], ["doctor"],
    ] {
      #expect(try HostileDatabase.answer(work, arguments, "an id beyond the vocabulary") == 65, "\(arguments)")
    }
    for value in [Double.nan, .infinity] {
      let work = try template.copied()
      let score =
        "SELECT s.artifact_id FROM score s JOIN model m USING (model_id) WHERE m.name = 'r' AND split = 'test'"
      try HostileDatabase.forge(work, artifact: score) {
        $0.replaceSubrange(0..<8, with: littleEndian(value.bitPattern))
      }
      #expect(try HostileDatabase.answer(work, ["compare", "--where"], "ln p of \(value)") == 65)
    }
    // A number beyond any square: believed, for it is one, and no defect of lmctl.
    let far = try template.copied()
    let score = "SELECT s.artifact_id FROM score s JOIN model m USING (model_id) WHERE m.name = 'r' AND split = 'test'"
    try HostileDatabase.forge(far, artifact: score) {
      $0.replaceSubrange(0..<8, with: littleEndian((-1e300).bitPattern))
    }
    try HostileDatabase.forge(far, "DELETE FROM score_error; DELETE FROM difference")
    #expect(try HostileDatabase.answer(far, ["compare", "--where"], "ln p of -1e300") == 0)
  }

  /// Spoiled bytes of every kind of artifact, each with the right digest: an answer, never a trap.
  @Test func spoiledArtifacts() throws {
    let template = try HostileDatabase.template()
    let kinds: [(String, [[String]])] = [
      (Self.model("r"), [HostileDatabase.scoring]),
      (Self.model("witten-bell-2"), [["score", "new.txt", "--model", "witten-bell-2"]]),
      (Self.model("laplace-2"), [["score", "new.txt", "--model", "laplace-2"]]),
      (Self.model("witten-bell-2+r"), [["score", "new.txt", "--model", "witten-bell-2+r"]]),
      (Self.model("laplace-2+cache"), [["score", "new.txt", "--model", "laplace-2+cache"]]),
      ("SELECT artifact_id FROM checkpoint", [HostileDatabase.resuming(epochs: 3), ["doctor"]]),
    ]
    var random = SystemRandomNumberGenerator()
    for (artifact, commands) in kinds {
      for round in 0..<(isLong ? 200 : 3) {
        let work = try template.copied()
        let seed = random.next()
        try HostileDatabase.forge(work, artifact: artifact) { bytes in
          switch round {
          case 0: bytes.replaceSubrange(0..<8, with: Array(repeating: 0xFF, count: 8))
          case 1: bytes.removeLast(bytes.count / 2)
          default:
            let place = Int(seed % UInt64(bytes.count))
            bytes[place] ^= UInt8(truncatingIfNeeded: seed >> 56) | 1
          }
        }
        for arguments in commands {
          try HostileDatabase.answer(work, arguments, "\(artifact), round \(round), \(seed)")
        }
      }
    }
  }
}
