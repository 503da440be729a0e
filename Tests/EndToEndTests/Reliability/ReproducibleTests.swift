import Foundation
import Testing

/// The same commands on the same text make the same bytes: every artifact and every row, but for times.
@Suite(.enabled(if: Tools.hasSQLite)) struct ReproducibleTests {
  private func run(_ commands: [String], in work: Workdir) throws -> [String] {
    try commands.map { line in
      let arguments = line.split(separator: " ").map(String.init) + ["--quiet"]
      let ending = try work.start(lmctl: arguments).wait()
      #expect(ending.status == 0, "\(line): \(ending.errors)")
      return String(decoding: ending.output, as: UTF8.self)
    }
  }

  // MARK: all that there is

  private static let smoothings =
    "mle,laplace,jelinek-mercer,witten-bell,good-turing,absolute,kneser-ney,modified-kneser-ney,stupid-backoff"

  private static let net = "train-rnn --hidden 5 --epochs 2 --batch 4 --steps 5 --threads 2"

  /// Every smoothing and way of pruning; every cell, class of optimizer, dropout, softmax and schedule; every way to
  /// make a model of models; every finding.
  private static let everything = [
    "tokenize s.txt --corpus c --min-count 2", "ngram --order 1,3 --smoothing \(smoothings)",
    "ngram --order 2 --alpha auto --name auto --rows all",
    "ngram --order 3 --smoothing kneser-ney --back-off --unseen leftover --prune 0,0,1 --name pruned",
    "ngram --order 3 --smoothing modified-kneser-ney --prune-entropy 1e-4 --name entropy --check 20",
    "\(net) --embedding 5 --name lstm --diagnose gradients",
    "\(net) --embedding 5 --cell gru --gru reset-before --optimizer adam --dropout 0.3 --no-tied --name gru",
    "\(net) --cell tanh --one-hot --optimizer adagrad --no-tied --name tanh",
    """
    \(net) --embedding 4 --cell relu --optimizer rmsprop --momentum 0.5 --no-tied --layers 2 --dropout 0.2 \
    --dropout-kind variational --init orthogonal --name relu
    """,
    "\(net) --embedding 4 --cell sigmoid --optimizer asgd --no-tied --softmax adaptive --cutoffs 4,9 --name sigmoid",
    """
    \(net) --embedding 4 --cell mlp --context 3 --optimizer adamw --sampling random --no-tied --schedule cosine \
    --warm-up 2 --name mlp
    """,
    "\(net) --embedding 5 --cell gru --momentum 0.9 --nesterov --state reset --random-offset --name nesterov",
    "compare --mix modified-kneser-ney-3,lstm --name mix",
    "compare --mix modified-kneser-ney-3,witten-bell-3 --log-linear --name product",
    "compare --cache modified-kneser-ney-3", "compare --neural-cache lstm", "compare --dynamic gru",
    "compare --where --horizon 1,2,4 --origins 30 --fractions 10,50,100 --html page.html",
  ]

  /// What is printed or written besides, without times in it.
  private static let written = [
    "export --corpus c --format vocabulary", "export --corpus c --format ids --split train --output ids.npy",
    "export --model modified-kneser-ney-3 --format arpa", "export --model lstm --format safetensors --output lstm.st",
    "generate --model lstm --seed 3 --tokens 40", "generate --model mix --seed 3 --tokens 20",
    "generate --model modified-kneser-ney-3 --beam 4", "score s.txt --model mix --detail tokens",
    "stats --corpus c --json", "compare --differ modified-kneser-ney-3,lstm --format csv",
  ]

  @Test func twoDatabasesOfTheSameCommands() throws {
    let works = try (0..<2).map { _ in
      let work = try Workdir()
      try work.write(Workdir.story(isLong ? 2000 : 90), to: "s.txt")
      _ = try run(Self.everything, in: work)
      return work
    }
    let rows = try works.map { try DatabaseRows(of: $0) }
    #expect(rows[0].tables.values.allSatisfy { !$0.isEmpty })
    if let found = rows[1].difference(from: rows[0]) { Issue.record("\(found)") }
    let outputs = try works.map { try run(Self.written, in: $0) }
    for (line, (first, second)) in zip(Self.written, zip(outputs[0], outputs[1])) where first != second {
      Issue.record("\(line)")
    }
    for file in ["ids.npy", "lstm.st"] { #expect(try works[0].bytes(of: file) == works[1].bytes(of: file)) }
    // A page of the same database is the same but for the time at its foot.
    let pages = try ["page1.html", "page2.html"].map { name in
      _ = try run(["compare --html \(name)"], in: works[0])
      return String(decoding: try works[0].bytes(of: name), as: UTF8.self).split(separator: "\n")
    }
    #expect(zip(pages[0], pages[1]).count(where: !=) <= 1 && pages[0].count == pages[1].count)
  }

  // MARK: any threads, in memory and on disk

  /// Words of a Zipf-like law: enough of them that counting is divided among threads, and goes through files.
  private static func words(_ count: Int) -> String {
    var (random, text) = (SeededRandom(seed: 11), "")
    func next(_ bound: Int) -> Int { random.number(0...bound - 1) }
    for index in 1...count {
      // Its square makes small numbers frequent.
      let (rank, end) = (next(80), index % (5 + next(9)) == 0 ? "\n" : " ")
      text += "w\(rank * rank + next(rank + 1))\(end)"
    }
    return text
  }

  /// Threads, and memory for n-grams.
  private static var ways: [(threads: Int, memory: String?)] {
    isLong
      ? [(1, nil), (2, nil), (3, nil), (8, nil), (1, "8M"), (3, "24M"), (8, "40M")] : [(1, nil), (3, "8M")]
  }

  @Test func nGramsAreTheSameForAnyThreadsAndMemory() throws {
    let text = Self.words(isLong ? 300_000 : 60_000)
    var first: DatabaseRows?
    for (threads, memory) in Self.ways {
      let work = try Workdir()
      try work.write(text, to: "s.txt")
      let memory = memory.map { " --memory \($0)" } ?? ""
      let smoothings = isLong ? Self.smoothings : "laplace,jelinek-mercer,good-turing,modified-kneser-ney"
      _ = try run(
        [
          "tokenize s.txt --corpus c --min-count 2 --threads \(threads)",
          "ngram --order 1,4 --smoothing \(smoothings) --threads \(threads)\(memory)",
          "ngram --order 3 --alpha auto --name auto --threads \(threads)\(memory)",
          """
          ngram --order 4 --smoothing kneser-ney --back-off --unseen leftover --prune 0,0,1 --name pruned \
          --threads \(threads)\(memory)
          """,
          "compare --mix modified-kneser-ney-4,jelinek-mercer-4,good-turing-4 --name mix --threads \(threads)",
          "compare --cache modified-kneser-ney-4 --threads \(threads)",
          "compare --where --fractions 10,50,100 --threads \(threads)",
        ], in: work)
      let rows = try DatabaseRows(of: work, untold: ["argv", "threads"])
      if let first, let found = rows.difference(from: first) { Issue.record("\(threads) threads\(memory): \(found)") }
      first = first ?? rows
    }
    #expect(first?.tables["artifact"]?.count ?? 0 > 10)
  }
}
