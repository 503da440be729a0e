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

  /// - Returns: nil where no two arrays of ln p fit the stream, or fit into memory.
  func passage(of corpus: StoredCorpus, tokens length: Int, _ bench: Workbench) throws -> PagePassage? {
    guard let own = corpus.splits.first(where: { $0.name == split }), own.scored > 0, length > 0 else { return nil }
    let bytes = own.scored.multipliedReportingOverflow(by: MemoryLayout<Double>.stride)
    let room = max(0, (Memory.available ?? 1 << 30) / 2)
    guard !bytes.overflow, 2 * (bytes.partialValue / 2) < room / 3 else {
      bench.progress(.warning("the arrays of ln p do not fit into memory: the page has no coloured passage"))
      return nil
    }
    let ids = try corpus.ids(split)
    var arrays: [(model: String, values: [Double])] = []
    for model in charted.prefix(max(1, room / bytes.partialValue - 2)) {
      guard let score = try ledger.scores(of: model).first(where: { $0.split == split }),
        score.streamSHA256 == own.streamSHA256
      else { continue }
      let values = try ledger.loadArtifact(score.artifactID, as: Double.self)
      // What is stored may come from anywhere: what is no ln p has no place here.
      guard values.count == ids.count, values.allSatisfy({ $0 <= 1e-9 }) else {
        throw ExperimentError.inconsistent("the stored ln p of model '\(model.name)' on '\(split.rawValue)'")
      }
      arrays.append((model.name, values))
    }
    if arrays.isEmpty { return nil }
    let range = Self.mostDivided(
      arrays.prefix(Self.judges).map(\.values), ids: ids, endOfSegment: corpus.endOfSegment, length: length)
    return PagePassage(
      start: range.lowerBound,
      tokens: ids[range].map { $0 == corpus.endOfSegment ? nil : corpus.shown($0) },
      readings: arrays.map { .init(model: $0.model, logProbabilities: Array($0.values[range])) })
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
