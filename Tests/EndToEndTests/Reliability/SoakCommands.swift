import Foundation

/// Command lines that somebody might give, or might give by mistake, on what a database holds.
struct SoakCommands {
  var random: SeededRandom
  /// Files of texts and of what other commands wrote, in the folder.
  let texts: [String]
  private var isOdd = false

  static let outputs = [
    "out.arpa", "out.safetensors", "out.tsv", "out.npy", "out.counts", "out-page.html", "out-flow.svg", "out-ranks.svg",
  ]
  private static let corpora = ["a", "b", "книга", "c d", "x'y\"z", "<b>&amp;", "%s;--", "ｗ👩‍👧"]
  private static let smoothings = [
    "laplace", "add", "mle", "jelinek-mercer", "witten-bell", "good-turing", "absolute", "kneser-ney",
    "modified-kneser-ney", "stupid-backoff",
  ]

  init(_ random: SeededRandom, texts: [String]) {
    (self.random, self.texts) = (random, texts)
  }

  mutating func next(_ state: SoakState) -> SoakCommand {
    isOdd = false
    var command = made(state)
    command.arguments += some([SoakOption("--quiet"), SoakOption("--threads", "1 2 3 4")], 50)
    if random.chance(2) { command.arguments.append(random.pick(SoakOption.wrong)); isOdd = true }
    if random.chance(1) {
      command.arguments = command.arguments.dropLast(random.number(0...2)); command.deed = widened(command.deed)
    }
    if random.chance(20) { command.environment["LMCTL_MATRIX"] = "plain" }
    if random.chance(20) { command.environment["LMCTL_SEGMENTATION"] = random.pick(["icu", "plain", "avx2"]) }
    if random.chance(20) {
      let after = Double(random.number(0...1000)) / 1000
      command.ending = (random.pick([SIGKILL, SIGKILL, SIGINT, SIGTERM]), after * after)
    }
    command.isOdd = isOdd
    return command
  }

  private mutating func made(_ state: SoakState) -> SoakCommand {
    switch random.number(0...(state.things.count > 60 ? 119 : 99)) {
    case 0...13: tokenize(state)
    case 14...29: ngram(state)
    case 30...41: train(state)
    case 42...54: compare(state)
    case 55...58: score(state)
    case 59...63: generate(state)
    case 64...66: count(state)
    case 67...74: export(state)
    case 75...80: take(state)
    case 81...84: stats(state)
    case 85...86: flow(state)
    case 87...93: look(state)
    case 94...98: remove(state)
    case 99:
      SoakCommand(arguments: [random.pick(["--version", "--help", "help", "", "tokenise", "--db", "ngram --order"])])
    default: remove(state)
    }
  }

  // MARK: What makes something

  private mutating func tokenize(_ state: SoakState) -> SoakCommand {
    let text = [random.pick(texts)] + (random.chance(10) ? [random.pick(texts)] : [])
    let options = some(SoakOption.ofText, 7)
    if random.chance(10) {
      return SoakCommand(arguments: ["tokenize"] + text + ["--print"] + options + (random.chance(30) ? ["--json"] : []))
    }
    let (name, replaces) = (random.pick(Self.corpora), random.chance(50))
    var arguments = ["tokenize"] + text + options + some(SoakOption.ofCorpus, 8) + ["--corpus", name]
    if random.chance(8) { arguments += ["--valid", random.pick(texts), "--test", random.pick(texts)] }
    if random.chance(5) { arguments += ["--vocabulary-from", corpus(state) ?? "out.tsv"] }
    if replaces { arguments.append("--replace") }
    if random.chance(10) { arguments.append("--json") }
    var command = SoakCommand(arguments: arguments, deed: .corpus(name, replaces: replaces))
    if random.chance(5) {
      command.input = text[0]
      command.arguments[1] = "-"
    }
    return command
  }

  private mutating func ngram(_ state: SoakState) -> SoakCommand {
    let (corpus, replaces) = (corpus(state), random.chance(35))
    let name = random.chance(40) ? random.pick(["m", "n", "модель", "o p", "q'\""]) : nil
    let isOne = name != nil
    let smoothings = (0...(isOne ? 0 : random.number(0...2))).map { _ in random.pick(Self.smoothings) }
    var arguments = ["ngram", "--smoothing", smoothings.joined(separator: ",")]
    arguments += ["--order", random.pick(isOne ? ["1", "2", "3", "5"] : ["1", "2", "1,2,3", "3", "2,5", "16"])]
    arguments += of(corpus) + some(SoakOption.ofNGrams, isOne ? 4 : 8) + (name.map { ["--name", $0] } ?? [])
    if replaces { arguments.append("--replace") }
    if random.chance(10) { arguments.append("--json") }
    // Several α make several models, each with a name of its own.
    let isNamed = !arguments.contains("0.01,auto")
    return SoakCommand(
      arguments: arguments,
      deed: .models(corpus: corpus, name: isNamed ? name : nil, replaces: replaces, trains: false))
  }

  private mutating func train(_ state: SoakState) -> SoakCommand {
    let (corpus, replaces) = (corpus(state), random.chance(30))
    let name = random.pick(["r", "s", "сеть", "t u", "m"])
    // First, so that a line whose end is cut off still has it.
    let shows = random.chance(5)
    var arguments = ["train-rnn"] + (shows ? ["--show-settings"] : []) + ["--name", name] + of(corpus)
    arguments += [
      "--hidden", random.pick(["1", "8", "16", "48"]), "--epochs", random.pick(["1", "1", "2", "3", "30"]),
    ]
    if random.chance(80) { arguments += ["--embedding", random.pick(["1", "8", "16", "48"])] }
    arguments += some(SoakOption.ofNetwork, 5)
    if replaces { arguments.append("--replace") }
    if random.chance(30) { arguments.append("--resume") }
    if random.chance(10) { arguments.append("--json") }
    if random.chance(2) {
      arguments += ["--batch", "1073741824"]
      isOdd = true
    }
    return SoakCommand(
      arguments: arguments,
      deed: shows ? .nothing : .models(corpus: corpus, name: name, replaces: replaces, trains: true))
  }

  private mutating func compare(_ state: SoakState) -> SoakCommand {
    let (corpus, replaces) = (corpus(state), random.chance(20))
    var arguments = ["compare"] + of(corpus)
    var makes = false
    if random.chance(60) {
      makes = true
      switch random.number(0...5) {
      case 0, 1: arguments += ["--mix", [model(state, corpus), model(state, corpus)].joined(separator: ",")]
      case 2:
        arguments += ["--mix", [model(state, corpus), model(state, corpus)].joined(separator: ","), "--log-linear"]
      case 3: arguments += ["--cache", model(state, corpus)]
      case 4: arguments += ["--neural-cache", model(state, corpus)]
      default: arguments += [random.pick(["--dynamic", "--dynamic", "--import"]), model(state, corpus)]
      }
      if replaces { arguments.append("--replace") }
    }
    if random.chance(8) { arguments += ["--differ", "\(model(state, corpus)),\(model(state, corpus))"] }
    arguments += some(SoakOption.ofSections, 12) + some(SoakOption.ofFormat, 10)
    // What is made stands, even where a table that was asked for beside it cannot be shown.
    return SoakCommand(arguments: arguments, deed: makes ? .flow(corpus: corpus, replaces: replaces) : .nothing)
  }

  private mutating func take(_ state: SoakState) -> SoakCommand {
    let (corpus, replaces) = (corpus(state), random.chance(40))
    let name = random.pick(["i", "j", "m"])
    var arguments = ["import", random.pick(["out.arpa", "out.arpa", "out.safetensors", random.pick(texts), "broken"])]
    arguments += ["--name", name] + of(corpus) + (replaces ? ["--replace"] : [])
    arguments += some([SoakOption("--unseen", "uniform leftover"), SoakOption("--state", "carry reset")], 8)
    return SoakCommand(
      arguments: arguments, deed: .models(corpus: corpus, name: name, replaces: replaces, trains: false))
  }

  private mutating func flow(_ state: SoakState) -> SoakCommand {
    let (name, replaces) = (random.pick(Self.corpora), random.chance(30))
    var arguments = ["run", random.pick(texts), "--corpus", name, "--epochs", "1", "--html", "out-page.html"]
    arguments += some(SoakOption.ofText, 3) + (replaces ? ["--replace"] : [])
    return SoakCommand(arguments: arguments, deed: .flow(corpus: name, replaces: replaces))
  }

  private mutating func remove(_ state: SoakState) -> SoakCommand {
    let all = state.things.keys.map(\.name).sorted()
    let name = all.isEmpty || random.chance(5) ? "absent" : random.pick(all)
    let corpus = random.chance(40) ? corpus(state) : nil
    let really = random.chance(90)
    return SoakCommand(
      arguments: ["remove", name, really ? "--yes" : "--dry-run"] + of(corpus)
        + some([SoakOption("--kind", "corpus model checkpoint"), SoakOption("--json")], 20),
      deed: really ? .removes(name) : .nothing)
  }

  // MARK: What only reads

  private mutating func score(_ state: SoakState) -> SoakCommand {
    let (corpus, text) = (corpus(state), random.pick(texts))
    let arguments =
      ["score", random.chance(20) ? "-" : text, "--model", model(state, corpus)] + of(corpus)
      + some([SoakOption("--detail", "tokens segments summary"), SoakOption("--json")], 30)
    return SoakCommand(arguments: arguments, input: arguments[1] == "-" ? text : nil)
  }

  private mutating func generate(_ state: SoakState) -> SoakCommand {
    let corpus = corpus(state)
    var arguments = ["generate", "--model", model(state, corpus)] + of(corpus) + some(SoakOption.ofDrawing, 15)
    if random.chance(20) {
      arguments += ["--prefix", random.pick(["the cat", "", "\u{1B}[2J", "это", "<eos>", "a\nb"])]
    }
    return SoakCommand(arguments: arguments)
  }

  private mutating func count(_ state: SoakState) -> SoakCommand {
    if random.chance(30) {
      return SoakCommand(arguments: ["merge", "out.counts", random.pick(["out.counts", random.pick(texts)])])
    }
    if random.chance(20) { return SoakCommand(arguments: ["count", "--ids", "out.npy", "--order", "1,2"]) }
    return SoakCommand(
      arguments: ["count", random.pick(texts), "--order", random.pick(["1", "2", "1,3", "16"])]
        + some(SoakOption.ofText, 5))
  }

  private mutating func export(_ state: SoakState) -> SoakCommand {
    let corpus = corpus(state)
    let (format, output) = random.pick([
      ("arpa", "out.arpa"), ("arpa", "out.arpa"), ("safetensors", "out.safetensors"), ("vocabulary", "out.tsv"),
      ("ids", "out.npy"),
    ])
    var arguments = ["export", "--format", format] + of(corpus)
    if format == "arpa" || format == "safetensors" { arguments += ["--model", model(state, corpus)] }
    if random.chance(90) { arguments += ["--output", output] }
    return SoakCommand(arguments: arguments)
  }

  private mutating func stats(_ state: SoakState) -> SoakCommand {
    var arguments = ["stats"] + of(corpus(state)) + some(SoakOption.ofStatistics, 10)
    if random.chance(15), let other = corpus(state) { arguments += ["--against", other] }
    return SoakCommand(arguments: arguments)
  }

  private mutating func look(_ state: SoakState) -> SoakCommand {
    let names = state.things.keys.map(\.name).sorted() + ["absent"]
    return SoakCommand(
      arguments: random.pick([
        ["list"] + some(SoakOption.ofFormat, 15), ["show", random.pick(names)], ["show", random.pick(names), "--json"],
        ["doctor"], ["doctor", "--quick"],
      ]))
  }

  // MARK: Parts of a line

  /// Each of the options by some chance, now and then with what it does not take.
  private mutating func some(_ options: [SoakOption], _ percent: Int) -> [String] {
    var arguments: [String] = []
    for option in options where random.chance(percent) {
      arguments.append(option.name)
      if option.values.isEmpty { continue }
      let isWrong = random.chance(2)
      if isWrong { isOdd = true }
      arguments.append(random.pick(isWrong ? SoakOption.wrong : option.values))
    }
    return arguments
  }

  /// One that is there, mostly; nil where the command is to find it.
  private mutating func corpus(_ state: SoakState) -> String? {
    if random.chance(3) { return nil }
    return state.corpora.isEmpty || random.chance(4) ? random.pick(Self.corpora) : random.pick(state.corpora)
  }

  private func of(_ corpus: String?) -> [String] { corpus.map { ["--corpus", $0] } ?? [] }

  private mutating func model(_ state: SoakState, _ corpus: String?) -> String {
    let models = corpus.map(state.models(of:)) ?? []
    return models.isEmpty || random.chance(4) ? random.pick(["absent", "m", "r"]) : random.pick(models)
  }

  /// What a line may do that lost its end: its options may be among what is lost.
  private func widened(_ deed: SoakCommand.Deed) -> SoakCommand.Deed {
    switch deed {
    case .models(_, _, let replaces, let trains): .models(corpus: nil, name: nil, replaces: replaces, trains: trains)
    case .flow(_, let replaces): .flow(corpus: nil, replaces: replaces)
    default: deed
    }
  }
}
