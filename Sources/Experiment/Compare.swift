public import Ledger
public import Report

/// The leaderboard, and what its reader must know to read it fairly.
public struct Comparison: Equatable, Sendable {
  public let rows: [LeaderboardRow]
  public let facts: [CorpusFacts]
  /// Which differences between them are more than chance.
  public let pairs: [TestedPair]
  /// Texts that were tokenized in several ways.
  public let acrossTokenizations: [AcrossTokenizations]
}

/// `lmctl compare`: the leaderboard of what is in the database, with standard errors and the differences of all pairs, which
/// are worked out and stored where they are not yet.
public struct Compare {
  public var corpus: String?
  /// Nil for all; nothing is worked out then.
  public var split: SplitName?

  public init(corpus: String? = nil, split: SplitName?) {
    self.corpus = corpus
    self.split = split
  }

  /// - Throws: where there is no database, or no corpus of the name.
  public func callAsFunction(_ bench: Workbench) throws -> Comparison {
    if let split { try workOut(split, bench) }
    let ledger = try bench.openForReading()
    let corpus = try corpus.map { try ledger.corpus(named: $0).name }
    let rows = try ledger.leaderboard(corpus: corpus, split: split)
    let compared = try ledger.corpora().filter { corpus in
      rows.contains { $0.corpus.utf8.elementsEqual(corpus.name.utf8) }
    }
    return Comparison(
      rows: rows,
      facts: try compared.map { try CorpusFacts(of: $0, in: ledger) },
      pairs: Self.pairs(try ledger.rows(of: .significance, corpus: corpus, split: split)),
      acrossTokenizations: corpus == nil ? try AcrossTokenizations.groups(rows, in: ledger) : [])
  }

  private static func pairs(_ view: ViewRows) -> [TestedPair] {
    view.rows.compactMap { row in
      let cells = Dictionary(zip(view.columns, row)) { first, _ in first }
      guard case .text(let corpus) = cells["corpus"], case .text(let split) = cells["split"],
        case .text(let better) = cells["better"], case .text(let worse) = cells["worse"],
        case .integer(let isSignificant) = cells["significant"]
      else { return nil }
      return TestedPair(
        corpus: corpus, split: split, better: better, worse: worse, isSignificant: isSignificant != 0)
    }
  }

  /// Standard errors and differences that are missing.
  private func workOut(_ split: SplitName, _ bench: Workbench) throws {
    let reading = try bench.openForReading()
    let corpora = try corpus.map { [try reading.corpus(named: $0)] } ?? reading.corpora()
    let missing = try corpora.map { Significance(corpus: $0, split: split) }.filter {
      !(try $0.work(in: reading).isEmpty)
    }
    guard !missing.isEmpty else { return }
    do {
      let ledger = try bench.openForWriting()
      for significance in missing {
        let work = try significance.work(in: ledger)
        let run = NewRun(
          command: "compare", subject: significance.corpus.name, corpusID: significance.corpus.id,
          settings: try JSON.string(["split": split.rawValue]))
        try bench.recorded(in: ledger, run) { _ in try significance(work, in: ledger, bench) }
      }
    } catch LedgerError.readOnly {
      bench.progress(.warning("the database is read-only: standard errors and differences are not worked out"))
    }
  }
}

extension CorpusFacts {
  init(of corpus: CorpusRecord, in ledger: Ledger) throws {
    // Empty streams say nothing of one another.
    let splits = try ledger.splits(of: corpus)
    let twins = splits.filter { $0.scored > 0 }.map { split in
      let others = splits.filter { $0.name != split.name && $0.streamSHA256 == split.streamSHA256 }
      return (split.name.rawValue, others.map(\.name.rawValue))
    }
    self.init(
      corpus: corpus.name, isReversible: corpus.isReversible,
      unknownInTraining: splits.first { $0.name == .train }?.oov ?? 0, isUnknownTaught: splits.trainingHasUnknown,
      outdated: try ledger.outdatedModels(of: corpus),
      autoAlpha: try ledger.models(of: corpus).filter(StoredNGramSettings.hasAutoAlpha).map(\.name),
      twins: Dictionary(twins.filter { !$0.1.isEmpty }) { first, _ in first })
  }
}
