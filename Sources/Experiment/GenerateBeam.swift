internal import Evaluation
internal import Foundation

/// How wide the most probable text is looked for.
public struct GenerateBeam: Hashable, Sendable {
  /// Texts that are gone on with at each position.
  public var width: Int
  /// ln p is divided by length^penalty where texts are compared: 0 compares probabilities, which favours short ones; 1 the
  /// mean of a token (Wu et al. 2016 advise 0.6 to 0.7).
  public var lengthPenalty: Double

  public init(width: Int, lengthPenalty: Double = 0) {
    precondition(width >= 1 && lengthPenalty >= 0, "something to go on with")
    self.width = width
    self.lengthPenalty = lengthPenalty
  }
}

/// Looks for the most probable continuation: of so many positions, or ended by `<eos>` before.
///
/// At each position the `width` best texts so far are gone on with by every type, and the `width` best of all these stay;
/// those that end are kept beside, at most as many. Ties go to the lower ids. Exact where `width` is at least V to the
/// power of the positions less one; otherwise the best text may be lost early.
/// - Complexity: O(width · V) a position.
struct GenerateBeamSearch {
  struct Text: Equatable {
    var ids: [UInt32] = []
    /// ln p of each.
    var logProbabilities: [Double] = []
    /// Their sum.
    var total = 0.0
  }

  let beam: GenerateBeam
  let positions: Int
  /// The id that ends a text; nil where nothing does.
  let end: UInt32?
  let allowsUnknown: Bool

  /// A text by its place among those before, and what it is gone on with.
  private struct Candidate {
    let parent: Int
    let id: UInt32
    let logProbability: Double
    let total: Double
  }

  /// - Parameter told: gets the number of positions that are done.
  /// - Returns: nil where everything that could be said has probability zero.
  func best<Model: LanguageModel>(
    _ model: Model, after state: Model.State, told: (Int) -> Void = { _ in }
  ) -> Text? {
    var live: [(text: Text, state: Model.State)] = [(Text(), state)]
    var best: Text?
    for position in 0..<positions {
      let texts = live.map(\.text)
      var (going, least) = ([Candidate](), -Double.infinity)
      for (parent, hypothesis) in live.enumerated() {
        let distribution = model.distribution(after: hypothesis.state)
        if let end, let text = ended(hypothesis.text, end, distribution) { keep(text, &best) }
        collect(parent, distribution, texts, &going, &least)
      }
      going = Array(going.sorted { Self.isBetter($0, $1, texts) }.prefix(beam.width))
      live = going.map { candidate in
        var (text, state) = live[candidate.parent]
        text.append(candidate.id, candidate.logProbability)
        // What nothing follows needs no state.
        if position < positions - 1 { model.advance(&state, by: candidate.id) }
        return (text, state)
      }
      told(position + 1)
      // Texts only get less probable: where the best that could still come of them is no better, none of them is.
      guard let leading = live.first?.text else { break }
      if let best, bound(leading) < score(best) { return best }
    }
    for hypothesis in live { keep(hypothesis.text, &best) }
    return best
  }

  private func ended(_ text: Text, _ end: UInt32, _ distribution: [Double]) -> Text? {
    let logProbability = distribution[Int(end)]
    guard logProbability > -.infinity else { return nil }
    var text = text
    text.append(end, logProbability)
    return text
  }

  /// Adds the continuations of a text that may be among the best; those that are surely not go whenever there are many.
  private func collect(
    _ parent: Int, _ distribution: [Double], _ texts: [Text], _ going: inout [Candidate], _ least: inout Double
  ) {
    for (id, logProbability) in distribution.enumerated() {
      let (id, total) = (UInt32(id), texts[parent].total + logProbability)
      guard logProbability > -.infinity, total >= least, id != end, allowsUnknown || id != SpecialID.unknown else {
        continue
      }
      going.append(Candidate(parent: parent, id: id, logProbability: logProbability, total: total))
      guard going.count >= 2 * beam.width + 64 else { continue }
      going.sort { Self.isBetter($0, $1, texts) }
      going.removeLast(going.count - beam.width)
      least = going[beam.width - 1].total
    }
  }

  private static func isBetter(_ one: Candidate, _ other: Candidate, _ texts: [Text]) -> Bool {
    if one.total != other.total { return one.total > other.total }
    if one.parent != other.parent { return texts[one.parent].ids.lexicographicallyPrecedes(texts[other.parent].ids) }
    return one.id < other.id
  }

  private func keep(_ text: Text, _ best: inout Text?) {
    guard !text.ids.isEmpty else { return }
    guard let old = best else {
      best = text
      return
    }
    let (new, kept) = (score(text), score(old))
    if new > kept || (new == kept && text.ids.lexicographicallyPrecedes(old.ids)) { best = text }
  }

  private func score(_ text: Text) -> Double { text.total / pow(Double(text.ids.count), beam.lengthPenalty) }

  /// What no continuation of a text exceeds.
  private func bound(_ text: Text) -> Double { text.total / pow(Double(positions), beam.lengthPenalty) }
}

extension GenerateBeamSearch.Text {
  fileprivate mutating func append(_ id: UInt32, _ logProbability: Double) {
    ids.append(id)
    logProbabilities.append(logProbability)
    total += logProbability
  }
}
