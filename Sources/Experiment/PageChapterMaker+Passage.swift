internal import Corpus
internal import Evaluation
internal import Foundation
internal import Ledger
internal import Platform
internal import Report

/// The passage that is coloured by surprisal.
extension PageChapterMaker {
  /// Models whose disagreement decides where the passage is.
  private static let judges = 4
  /// How far above 0 a sum of rounded terms may put ln p.
  private static let rounding = 1e-6

  /// - Returns: nil where no array of ln p fits the stream, or fits into memory.
  /// - Parameter notes: gets what was left out, in words.
  func passage(
    of corpus: StoredCorpus, tokens length: Int, notes: inout [String], _ bench: Workbench
  ) throws -> PagePassage? {
    guard let own = corpus.splits.first(where: { $0.name == split }), own.scored > 0, length > 0 else { return nil }
    let bytes = own.scored.multipliedReportingOverflow(by: MemoryLayout<Double>.stride)
    let room = max(0, (Memory.available ?? 1 << 30) / 2)
    guard !bytes.overflow, 2 * (bytes.partialValue / 2) < room / 3 else {
      let note = "The arrays of ln p do not fit into memory: the page has no coloured passage."
      bench.progress(.warning(note))
      notes.append(note)
      return nil
    }
    let ids = try corpus.ids(split)
    var arrays: [(model: String, values: [Double])] = []
    let fitting = charted.prefix(max(1, room / max(1, bytes.partialValue) - 2))
    if fitting.count < charted.count {
      notes.append("The coloured passage shows \(fitting.count) models: the ln p of more do not fit into memory.")
    }
    var damaged: [String] = []
    for model in fitting {
      guard let score = try ledger.scores(of: model).first(where: { $0.split == split }),
        score.streamSHA256 == own.streamSHA256
      else { continue }
      guard let values = try believable(score), values.count == ids.count else {
        damaged.append(Figures.safe(model.name))
        continue
      }
      arrays.append((model.name, values))
    }
    if !damaged.isEmpty {
      let note =
        "Not in the coloured passage, as what is stored is no array of ln p: \(damaged.joined(separator: ", "))."
      bench.progress(.warning(note))
      notes.append(note)
    }
    if arrays.isEmpty { return nil }
    let range = Self.mostDivided(
      arrays.prefix(Self.judges).map(\.values), ids: ids, endOfSegment: corpus.endOfSegment, length: length)
    return PagePassage(
      start: range.lowerBound,
      tokens: ids[range].map { $0 == corpus.endOfSegment ? nil : corpus.shown($0) },
      // The probability of what is certain may be rounded up.
      readings: arrays.map { .init(model: $0.model, logProbabilities: $0.values[range].map { min(0, $0) }) })
  }

  /// What is stored may come from anywhere, and an imported model may give more than 1 in all: where an array is damaged, or
  /// holds what is no ln p, one model is left out, and the page is made.
  private func believable(_ score: ScoreRecord) throws -> [Double]? {
    do {
      let values = try ledger.logProbabilities(score)
      return values.allSatisfy { $0 <= Self.rounding } ? values : nil
    } catch ExperimentError.inconsistent {
      return nil
    } catch LedgerError.damagedArtifact {
      return nil
    }
  }

  /// Where models disagree most: the window of the greatest sum of standard deviations of ln p between models, `<unk>` and
  /// `<eos>` left out. It begins with a segment, where there are any, and ends with one if that is near.
  static func mostDivided(_ arrays: [[Double]], ids: [UInt32], endOfSegment: UInt32?, length: Int) -> Range<Int> {
    guard ids.count > length else { return ids.indices }
    func isStart(_ place: Int) -> Bool { place == 0 || endOfSegment == nil || ids[place - 1] == endOfSegment }
    var sum = 0.0
    var deviations = [Double](repeating: 0, count: ids.count)
    var (best, most) = (0, -Double.infinity)
    for end in ids.indices {
      if ids[end] != SpecialID.unknown && ids[end] != endOfSegment {
        deviations[end] = deviation(arrays.map { max(-20, $0[end]) })
      }
      sum += deviations[end]
      let start = end + 1 - length
      guard start >= 0 else { continue }
      // The least bit more wins only by more than rounding.
      if isStart(start), sum > most + 1e-9 { (best, most) = (start, sum) }
      sum -= deviations[start]
    }
    let end = best + length
    let ending = endOfSegment.flatMap { eos in ids[(end - 1)..<min(ids.count, end + length / 4)].firstIndex(of: eos) }
    return best..<(ending.map { $0 + 1 } ?? end)
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}
