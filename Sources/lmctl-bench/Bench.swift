import ArgumentParser
import Foundation
import Report

/// Times parts of lmctl against what else does their work, in turns within one run: figures of two runs, or of two
/// machines, say nothing about each other.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lmctl-bench",
    abstract: "Parts of lmctl timed against their peers: medians of rounds in turns, and ratios.",
    discussion: """
      Example:
        swift run -c release lmctl-bench tokens novels.txt --case fold
        swift run -c release lmctl-bench counts novels.txt --order 3
        swift run -c release lmctl-bench score novels.txt --order 3
        swift run -c release lmctl-bench recurrent --cell lstm --layers 2 --dropout 0.2 --threads 2 --json
      """,
    subcommands: [TokensBench.self, CountsBench.self, ScoreBench.self, RecurrentBench.self])
}

/// Something that is timed.
struct Subject {
  let name: String
  /// One round; what it returns must be the same in each.
  let run: () throws -> Int
}

/// How long subjects take: a round of each in turn, over and over.
struct Timing {
  let subjects: [Subject]
  private var seconds: [[Double]]
  private var results: [Int?]

  init(_ subjects: [Subject]) {
    self.subjects = subjects
    seconds = subjects.map { _ in [] }
    results = subjects.map { _ in nil }
  }

  /// - Throws: what a subject throws; ``Unsteady`` where it returns something else than before.
  mutating func run(rounds: Int) throws {
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      for (index, subject) in subjects.enumerated() {
        let begun = clock.now
        let result = try subject.run()
        let taken = (clock.now - begun).components
        seconds[index].append(Double(taken.seconds) + Double(taken.attoseconds) * 1e-18)
        guard results[index] ?? result == result else { throw Unsteady(subject: subject.name) }
        results[index] = result
      }
    }
  }

  struct Unsteady: Error, CustomStringConvertible {
    let subject: String
    var description: String { "'\(subject)' gives another result in each round" }
  }

  /// A row for each subject; ratios to the first one, and millions of `unit` (of which there are `amount`) a second.
  func table(_ amount: Int, of unit: String) -> [String] {
    var table = TextTable([
      ("subject", .left), ("median s", .right), ("fastest s", .right), ("M\(unit)/s", .right),
      ("times as fast", .right),
      ("result", .right),
    ])
    let medians = seconds.map { $0.sorted()[$0.count / 2] }
    for index in subjects.indices {
      table.append([
        subjects[index].name, Figures.fixed(medians[index], 3), Figures.fixed(seconds[index].min(), 3),
        Figures.fixed(Double(amount) / medians[index] / 1e6, 1), Figures.fixed(medians[0] / medians[index], 2),
        Figures.grouped(results[index] ?? 0),
      ])
    }
    return table.lines()
  }
}
