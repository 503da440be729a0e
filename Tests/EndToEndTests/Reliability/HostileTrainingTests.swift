import Foundation
import Testing

/// What a training believes of a database that may come from anybody, where it goes on from a checkpoint.
@Suite(.enabled(if: Tools.hasSQLite)) struct HostileTrainingTests {
  private static func resuming(epochs: Int) -> [String] {
    [
      "train-rnn", "--name", "r", "--hidden", "8", "--batch", "4", "--steps", "8", "--epochs", "\(epochs)", "--resume",
      "--quiet", "--diagnose", "gradients",
    ]
  }

  private static func trained() throws -> Workdir {
    let work = try Workdir.tokenizedStory()
    try work.make(resuming(epochs: 1))
    return work
  }

  /// A size is believed once there is so much.
  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "9223372036854775807 - 100000000"])
  func aCheckpointOfAnySize(bytes: String) throws {
    let work = try Self.trained()
    try HostileDatabase.forge(work, "UPDATE artifact SET bytes = \(bytes) WHERE kind = 'checkpoint'")
    #expect(try HostileDatabase.answer(work, Self.resuming(epochs: 2), bytes) == 65)
  }

  /// Gradients at distances that no training has are not drawn, and do no harm.
  @Test(arguments: ["1000000000000000000", "9223372036854775807", "-9223372036854775808", "1 << 31"])
  func gradientsAtAnyDistance(place: String) throws {
    let work = try Self.trained()
    try HostileDatabase.forge(
      work,
      """
      UPDATE diagnostic SET place = \(place) WHERE name = 'gradient_norm' AND place = 8;
      DELETE FROM diagnostic WHERE name = 'gradient_norm' AND place < 8 AND place >= 0
      """)
    for arguments in [
      Self.resuming(epochs: 1), Self.resuming(epochs: 1) + ["--svg", "g.svg"], ["compare", "--html", "x.html"],
    ] {
      #expect(try HostileDatabase.answer(work, arguments, place) == 0)
    }
  }
}
