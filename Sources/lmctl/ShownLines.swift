import Experiment
import Ledger
import Report

/// What `lmctl show` prints: a heading, then names and values in two columns, tables below.
struct ShownLines {
  private var lines: [String] = []
  private let columns: Int

  static func lines(_ shown: ShownThing, columns: Int) -> [String] {
    var page = ShownLines(columns: columns)
    switch shown {
    case .corpus(let corpus): page.add(corpus)
    case .model(let model): page.add(model)
    case .checkpoint(let checkpoint): page.add(checkpoint)
    }
    return page.lines
  }

  private init(columns: Int) { self.columns = columns }

  private mutating func add(_ corpus: ShownCorpus) {
    add(corpus.thing)
    add([
      ("vocabulary", "\(Figures.grouped(corpus.types)) types, V = \(Figures.grouped(corpus.vocabularySize))"),
      ("boundary", "\(corpus.boundary)\(corpus.hasEOS ? ", with <eos>" : "")"),
      ("reversible", corpus.isReversible ? "yes" : "no: the text cannot be had back from the tokens"),
    ])
    var table = Table([
      .init("split"), .init("tokens", .count), .init("segments", .count), .init("positions", .count),
      .init("oov", title: "OOV", .count), .init("characters", .count), .init("bytes", .bytes), .init("stream"),
    ])
    for split in corpus.splits {
      table.append([
        .text(split.name), .integer(split.tokens), .integer(split.segments), .integer(split.scored),
        .integer(split.oov), .integer(split.characters), .integer(split.bytes), .text(String(split.stream.prefix(12))),
      ])
    }
    add("splits", table)
    addSources(corpus.sources)
    add("settings", corpus.settings)
    add("statistics", corpus.statistics.map { ($0.name, $0.value.map(Figures.significant) ?? "–") })
    var things = Table([
      .init("kind"), .init("name"), .init("about"), .init("bytes", title: "size", .bytes), .init("made"),
    ])
    for one in corpus.things {
      things.append([.text(one.kind), .text(one.name), .text(one.about), .integer(one.bytes), .text(one.createdAt)])
    }
    add("made of it", things)
    add(corpus.run)
  }

  private mutating func add(_ model: ShownModel) {
    add(model.thing)
    var facts = [
      ("parameters", model.parameters.map(Figures.grouped) ?? "not known"),
      ("stored", model.bytes.map(Figures.bytes) ?? "not readable: see 'lmctl doctor'"),
      ("reads", model.context == "stream" ? "the stream, across segments" : "from its segment's start"),
    ]
    if let seconds = model.seconds { facts.append(("trained in", Figures.duration(seconds))) }
    if let trained = model.trained { facts.append(("positions read", Figures.grouped(trained))) }
    if let unseen = model.unseen { facts.append(("unseen words", unseen)) }
    if !model.isNormalized { facts.append(("normalized", "no: it is listed, never ranked")) }
    if model.ngrams > 0 { facts.append(("rows", "\(Figures.grouped(model.ngrams)) n-grams in the view ngrams")) }
    if model.hasCheckpoint { facts.append(("checkpoint", "there: 'lmctl train-rnn --resume' goes on")) }
    add(facts)
    add("scores", Self.scores(model))
    var parts = Table([.init("component"), .init("role"), .init("weight", .real(4)), .init("there")])
    for part in model.components {
      parts.append([.text(part.component), .text(part.role), Cell(part.weight), .flag(part.isThere)])
    }
    add("made of", parts)
    let width = max(8, min(60, columns - 40))
    add(
      "curves",
      model.curves.map { curve in
        let values = curve.values.compactMap(\.self)
        let ends = [values.first, values.last].compactMap { $0.map(Figures.significant) }.joined(separator: " → ")
        let isLogarithmic = curve.metric.hasSuffix("perplexity")
        let line = Sparkline.text(curve.values, columns: width, isLogarithmic: isLogarithmic)
        return (curve.metric, "\(line)  \(ends)")
      })
    add("settings", model.settings)
    add(model.run)
  }

  /// A row a file, as many as are looked at; `--json` has all.
  private mutating func addSources(_ sources: JSONValue) {
    guard case .list(let files) = sources else { return add("sources", sources) }
    let most = 10
    var table = Table([
      .init("path", .text), .init("bytes", title: "size", .bytes), .init("encoding", .text), .init("sha256", .text),
    ])
    for file in files.prefix(most) {
      guard case .object(let file) = file else { continue }
      let size: Cell = if case .integer(let bytes)? = file["bytes"] { .integer(bytes) } else { .none }
      func text(_ key: String) -> String? { if case .text(let text)? = file[key] { text } else { nil } }
      table.append([
        Cell(text("path")), size, Cell(text("encoding")), Cell(text("sha256").map { String($0.prefix(12)) }),
      ])
    }
    add(files.count > most ? "sources, the first \(most) of \(Figures.grouped(files.count))" : "sources", table)
  }

  private mutating func add(_ checkpoint: ShownCheckpoint) {
    add(checkpoint.thing)
    add([
      ("updates", Figures.grouped(checkpoint.step)), ("epochs", Figures.significant(checkpoint.epoch)),
      ("training", checkpoint.isComplete ? "complete: the model is there" : "not at its end: --resume goes on"),
    ])
    add("settings", checkpoint.settings)
    add(checkpoint.run)
  }

  private static func scores(_ model: ShownModel) -> Table {
    var table = Table([
      .init("split"), .init("place", .number), .init("perplexity", .perplexity), .init("standard_error", .perplexity),
      .init("without_oov", title: "without OOV", .perplexity),
      .init("bits_per_character", title: "bits/char", .real(4)),
      .init("positions", .count), .init("zero_at", title: "zero at", .number),
    ])
    for row in model.scores {
      table.append([
        .text(row.split), Cell(row.place), Cell(row.perplexity), Cell(row.standardError),
        Cell(row.perplexityExcludingOOV), Cell(row.bitsPerCharacter), .integer(row.scored), Cell(row.zeroAt),
      ])
    }
    return table
  }

  // MARK: Parts of the page

  private mutating func add(_ thing: ListedThing) {
    let belongs = thing.kind == "corpus" ? "" : " of corpus '\(thing.corpus)'"
    lines.append(Figures.safe("\(thing.kind) '\(thing.name)'\(belongs)"))
    add([("what", thing.about), ("size", Figures.bytes(thing.bytes)), ("made", thing.createdAt)])
  }

  private mutating func add(_ facts: [(name: String, value: String)]) {
    var table = TextTable([("", .left), ("", .left)])
    for fact in facts { table.append(["  " + fact.name, fact.value]) }
    lines += table.lines().dropFirst()
  }

  private mutating func add(_ title: String, _ facts: [(name: String, value: String)]) {
    if facts.isEmpty { return }
    lines += ["", title]
    add(facts)
  }

  private mutating func add(_ title: String, _ table: Table) {
    if table.rows.isEmpty { return }
    lines += ["", title]
    lines += table.written(.table).split(separator: "\n").map { "  " + $0 }
  }

  private mutating func add(_ title: String, _ json: JSONValue) { add(title, json.lines.map { ($0.path, $0.value) }) }

  private mutating func add(_ run: ShownRun?) {
    guard let run else { return }
    var facts = [("run", "\(run.run), \(run.status)"), ("begun", run.startedAt)]
    facts += run.argv.lines.map { ("command line", $0.value) }
    if let seed = run.seed { facts.append(("seed", String(seed))) }
    facts.append(("threads", String(run.threads)))
    if let error = run.error { facts.append(("error", error)) }
    facts += run.versions.lines.map { ($0.path, $0.value) }
    add("made by", facts)
  }
}
