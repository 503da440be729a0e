internal import Evaluation
internal import Foundation
internal import Ledger
internal import Report

/// Reads what the page says of one corpus.
struct PageChapterMaker {
  let ledger: Ledger
  let record: CorpusRecord
  let split: SplitName
  /// Of the corpus, on all splits, in the order of the leaderboard.
  let rows: [LeaderboardRow]
  /// By id.
  let models: [Int: ModelRecord]

  init(_ record: CorpusRecord, _ rows: [LeaderboardRow], _ split: SplitName, in ledger: Ledger) throws {
    self.ledger = ledger
    self.record = record
    self.split = split
    self.rows = rows
    models = Dictionary(try ledger.models(of: record).map { ($0.id, $0) }) { first, _ in first }
  }

  /// The rows of the split that is shown.
  var shown: [LeaderboardRow] { rows.filter { $0.split == split.rawValue } }

  /// The models that charts show, the best first.
  var charted: [ModelRecord] { Array(measured.prefix(ChartedModels.most)) }

  /// All that have a perplexity, the lowest first: what does not sum to 1 has a figure like one, which no chart shows.
  var measured: [ModelRecord] {
    let named = Dictionary(models.values.map { ($0.name, $0) }) { first, _ in first }
    let order = shown.enumerated().compactMap { index, row in
      row.isNormalized ? row.perplexity.map { (row.place == nil ? 1 : 0, $0, index) } : nil
    }
    return order.sorted { $0 < $1 }.compactMap { named[shown[$0.2].model] }
  }

  func chapter(passageLength: Int, _ bench: Workbench) throws -> PageChapter {
    let shown = shown
    let corpus = try StoredCorpus(record.name, in: ledger)
    var chapter = PageChapter(
      corpus: record.name, split: split.rawValue, scored: shown.first?.scored ?? 0, unknown: shown.first?.oov ?? 0,
      stream: shown.first?.stream ?? "", models: shown.map(model))
    chapter.notes = LeaderboardTable.notes(shown, try CorpusFacts(of: record, in: ledger))
    chapter.differences = try differences()
    chapter.mixtures = try mixtures()
    chapter.trainings = try trainings()
    chapter.breakdowns = try breakdowns()
    chapter.horizons = try horizons()
    chapter.dataCurves = try dataCurves()
    chapter.gradients = try gradients()
    chapter.passage = try passage(of: corpus, tokens: passageLength, notes: &chapter.notes, bench)
    chapter.text = try text(of: corpus, notes: &chapter.notes, bench)
    chapter.runs = try runs()
    chapter.facts = facts(corpus)
    return chapter
  }

  private func model(_ row: LeaderboardRow) -> PageModel {
    var model = PageModel(name: row.model, kind: row.kind, place: row.place, perplexity: row.perplexity)
    model.standardError = row.standardError
    if let low = row.low, let high = row.high, low <= high { model.interval = low...high }
    model.withoutOOV = row.perplexityExcludingOOV
    model.withoutEOS = row.perplexityWithoutEOS
    model.bitsPerCharacter = row.bitsPerCharacter
    model.bitsPerByte = row.bitsPerByte
    if split != .valid {
      model.validPerplexity = rows.first { $0.model == row.model && $0.split == SplitName.valid.rawValue }?.perplexity
    }
    model.context = row.context
    model.unseen = row.unseen
    model.stream = row.stream
    model.isNormalized = row.isNormalized
    model.zeroAt = row.zeroAt
    model.parameters = row.parameters ?? 0
    model.storedBytes = row.storedBytes
    model.seconds = row.seconds
    model.tokensPerSecond = row.tokensPerSecond
    return model
  }

  /// As the view `significance`.
  private func differences() throws -> [PageDifference] {
    let records = try ledger.differences(of: record, split: split).filter { difference in
      guard let a = models[difference.modelA], let b = models[difference.modelB] else { return false }
      return a.ranks(with: b)
    }
    let adjusted = Holm.adjusted(records.map(\.pValue))
    return zip(records, adjusted).compactMap { record, p in
      guard let a = models[record.modelA]?.name, let b = models[record.modelB]?.name, record.low <= record.high else {
        return nil
      }
      let isA = record.nats >= 0
      return PageDifference(
        better: isA ? a : b, worse: isA ? b : a, nats: abs(record.nats), standardError: record.standardError,
        interval: isA ? record.low...record.high : -record.high ... -record.low, adjustedP: p, isSignificant: p < 0.05)
    }
  }

  private func mixtures() throws -> [PageMixture] {
    let named = Dictionary(models.values.map { ($0.name, $0) }) { first, _ in first }
    return try shown.compactMap { row in
      let parts = try named[row.model].map { try ledger.components(of: $0) } ?? []
      return parts.isEmpty
        ? nil
        : PageMixture(
          model: row.model, parts: parts.map { .init(name: $0.component, role: $0.role, weight: $0.weight) })
    }
  }
}
