public import Ledger
internal import Platform
internal import Report

/// `lmctl compare --html FILE`: what the database tells of its models → one page.
///
/// Everything is read from the database, the passage from the stored ln p of each position; only the laws of the text are
/// counted anew. What was never measured is left out.
public struct WritePage {
  /// Nil for every corpus that has scores.
  public var corpus: String?
  public var split: SplitName
  /// The file that is written, whole or not at all.
  public var path: String
  /// Tokens of the coloured passage.
  public var passageLength = 120

  public init(corpus: String? = nil, split: SplitName = .test, path: String) {
    self.corpus = corpus
    self.split = split
    self.path = path
  }

  /// - Returns: the size of the page in bytes.
  /// - Throws: where there is no database or no such corpus, where what is stored does not fit together, and failures of
  ///   writing.
  @discardableResult public func callAsFunction(_ bench: Workbench) throws -> Int {
    let file = try open(bench)
    let page = ReportPage.document(try content(bench))
    try file.append(page)
    try file.finish()
    return page.count
  }

  /// The page's file, before any work is done for it; never the database, nor what SQLite keeps beside it.
  ///
  /// A file that SQLite does not keep yet is refused by its name: what lies there is read as a part of the database.
  private func open(_ bench: Workbench) throws -> WholeFile {
    let beside = ["-journal", "-wal", "-shm"].map { bench.database + $0 }
    if beside.contains(where: { $0.utf8.elementsEqual(path.utf8) }) {
      throw OutputError.cannotCreate(path: path, reason: "SQLite keeps a part of the database there")
    }
    return try WholeFile(path, keeping: [bench.database] + beside)
  }

  /// What the page shows.
  func content(_ bench: Workbench) throws -> PageContent {
    let ledger = try bench.openForReading()
    let corpus = try corpus.map { try ledger.corpus(named: $0).name }
    let rows = try ledger.leaderboard(corpus: corpus)
    func own(_ record: CorpusRecord) -> [LeaderboardRow] {
      rows.filter { $0.corpus.utf8.elementsEqual(record.name.utf8) }
    }
    let scored = try ledger.corpora().filter { own($0).contains { $0.split == split.rawValue } }
    return PageContent(
      chapters: try scored.map { record in
        bench.progress(.stage("the page of \(record.name)"))
        return try PageChapterMaker(record, own(record), split, in: ledger).chapter(
          passageLength: passageLength, bench)
      },
      versions: Workbench.versions.sorted { $0.key < $1.key }.map { PageFact($0.key, $0.value) })
  }
}
