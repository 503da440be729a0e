import Foundation
import Testing

/// A training that is killed and gone on with, again and again, beside the same one that nobody disturbs.
///
/// What must hold at the end: the same weights and scores to the byte, and a curve without a gap or a step told twice; at
/// each kill: a whole database.
struct KilledTraining: Sendable, CustomTestStringConvertible {
  let name: String
  let settings: [String]

  var testDescription: String { name }

  /// Seconds between checkpoints.
  var interval = 0.05
  private var arguments: [String] {
    ["train-rnn", "--name", "net", "--checkpoint-every", "\(interval)"] + settings
  }

  /// When a training is killed: so many seconds after its process began, after it said its first word, or after it told of
  /// its last epoch.
  enum Moment {
    case after(Double)
    case afterFirstWord(Double)
    case afterLastEpoch(Double)
  }

  /// What a kill left.
  struct Left {
    /// Updates of the last checkpoint; nil without one.
    let step: Int?
    /// Whether the training ended before the kill.
    let isDone: Bool
  }

  /// Begins the training or goes on with it, and kills it.
  func kill(_ moment: Moment, in work: Workdir) throws -> Left {
    let child = try start(in: work)
    let wait: Double
    switch moment {
    case .after(let seconds): wait = seconds
    case .afterFirstWord(let seconds):
      wait = seconds
      while try child.isRunning, child.errorsSoFar.isEmpty { usleep(2000) }
    case .afterLastEpoch(let seconds):
      wait = seconds
      while try child.isRunning, !Self.toldLastEpoch(child.errorsSoFar) { usleep(2000) }
    }
    usleep(UInt32(wait * 1e6))
    child.send(SIGKILL)
    let ending = try child.wait()
    #expect([0, -SIGKILL].contains(ending.status), "\(name): \(ending.errors)")
    // The next training, not this look at it, is to meet the journal as the kill left it.
    let copy = try work.copied()
    #expect(try copy.integrity() == "ok\n", "\(name)")
    return Left(step: try Self.saved(copy)?.step, isDone: ending.status == 0)
  }

  func start(in work: Workdir) throws -> Child { try work.start(lmctl: arguments + ["--resume"]) }

  /// The checkpoint's updates and epochs, and when it was written, in seconds since 1970; nil where none can be read.
  static func saved(_ work: Workdir) throws -> (step: Int, epoch: Double, at: Double)? {
    let row = try work.sqlite("SELECT step, epoch, (julianday(created_at) - 2440587.5) * 86400 FROM checkpoint") ?? ""
    let fields = row.split(whereSeparator: { $0 == "|" || $0.isNewline }).compactMap { Double($0) }
    return fields.count == 3 ? (Int(fields[0]), fields[1], fields[2]) : nil
  }

  /// Whether the last epoch is over: of this run, or of one that it goes on from.
  private static func toldLastEpoch(_ errors: String) -> Bool {
    let last = /^epoch (\d+)\/\1:|^going on with .* (\d+)\.00 of \2 epochs/
    return errors.split(separator: "\n").contains { $0.firstMatch(of: last) != nil }
  }

  func finish(in work: Workdir) throws -> Workdir.Outcome { try work.run(Workdir.binary, arguments + ["--resume"]) }

  /// What is left of a training that came to its end.
  struct Trained {
    let results: StoredResults
    /// By name and step.
    let curve: [String: [Int: Point]]
    /// Runs by status.
    let runs: String
    let orphans: Set<String>
  }

  struct Point: Equatable {
    let epoch, value: String
    let milliseconds: Int
  }

  func trained(in work: Workdir) throws -> Trained {
    #expect(try work.integrity() == "ok\n", "\(name)")
    var curve: [String: [Int: Point]] = [:]
    // By the model's name, as whoever asks for its curve gets it.
    let rows = try work.sqlite(
      "SELECT metric, step, epoch, value, cast(seconds * 1000 AS INTEGER) FROM learning_curve WHERE model = 'net'")
    for row in (rows ?? "").split(separator: "\n") {
      let fields = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let step = try #require(Int(fields[1]))
      let before = curve[fields[0], default: [:]].updateValue(
        Point(epoch: fields[2], value: fields[3], milliseconds: Int(fields[4]) ?? -1), forKey: step)
      #expect(before == nil, "\(name): \(row) is there twice")
    }
    // All of it is of the run that made the model.
    #expect(try work.sqlite("SELECT count(DISTINCT run) FROM learning_curve WHERE model = 'net'") == "1\n", "\(name)")
    return Trained(
      results: try StoredResults(of: work), curve: curve,
      runs: try work.sqlite("SELECT status FROM run WHERE command = 'train-rnn' ORDER BY run_id") ?? "",
      orphans: Set(try (work.sqlite(StoredResults.orphans) ?? "").split(separator: "\n").map(String.init)))
  }

  /// Holds a training that was killed against the one that nobody disturbed.
  /// - Parameter resumed: the updates of each checkpoint that it went on from, 0 where there was none.
  func compare(_ killed: Trained, with straight: Trained, resumed: Set<Int>) {
    #expect(killed.results == straight.results, "\(name)")
    #expect(killed.orphans == ["0"], "\(name)")
    let statuses = killed.runs.split(separator: "\n")
    #expect(
      statuses.last == "finished" && statuses.dropLast().allSatisfy { $0 == "interrupted" }, "\(name): \(statuses)")
    #expect(Set(killed.curve.keys) == Set(straight.curve.keys) && straight.curve["loss"] != nil, "\(name)")
    let last = straight.curve["train_perplexity"]?.keys.max() ?? 0
    for (metric, expected) in straight.curve {
      let points = killed.curve[metric] ?? [:]
      if ["loss", "gradient_norm"].contains(metric) {
        // The clock picks the updates that are told: those that are in both are the same.
        for (step, point) in points {
          if let other = expected[step] { #expect(other.value == point.value, "\(name): \(metric) at \(step)") }
        }
        #expect(points.keys.allSatisfy { 1...last ~= $0 }, "\(name)")
      } else if metric != "tokens_per_second" {
        #expect(
          points.mapValues { [$0.epoch, $0.value] } == expected.mapValues { [$0.epoch, $0.value] }, "\(name): \(metric)"
        )
      } else {
        #expect(points.keys.sorted() == expected.keys.sorted(), "\(name): \(metric)")
      }
      let times = points.sorted { $0.key < $1.key }.map(\.value.milliseconds)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(name): \(metric) goes back in time: \(times)")
      // The first update after each start is told, whatever the clock: a stretch that a kill swallowed would lack it.
      if metric == "loss" {
        let missing = resumed.map { $0 + 1 }.filter { $0 < last && points[$0] == nil }
        #expect(missing.isEmpty, "\(name): updates \(missing.sorted()) are not told")
      }
    }
  }
}
