import ArgumentParser
import Experiment
import Foundation

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write text that a stored model draws token by token.",
    discussion: #"""
      Each token is drawn from the model's distribution after all before it: p is raised to 1/T and normalised again (T 0: \#
      always the most probable one, ties to the lower id), then only the k most probable are kept, then the fewest of these \#
      that hold the share P. <unk> is never drawn unless --allow-unk. The seed is told on standard error; the same model, \#
      options and seed give the same text.

      With --beam N nothing is drawn: the most probable text is looked for, of --tokens positions or ended by <eos> before, \#
      N texts at a time (ties to the lower ids). Long texts are less probable than short ones: --length-penalty A compares \#
      ln p / length^A.

      Words are spaced as in writing, tokens of --unit whitespace by a space, those of --unit char not; <eos> ends a line. The text begins with --prefix, as \#
      the corpus would have it in tokens; only a line feed at its end ends its last segment. With --json an object a line for \#
      each drawn token, {"segment":0,"token":"whale","id":17,"p":0.0123}: p is what the model gives it, before temperature \#
      and cuts. On a terminal nothing is written that it would obey.

      Examples:
        lmctl generate --model tanh-128
        lmctl generate --corpus book --model modified-kneser-ney-5 --segments 10 --temperature 0.8 --seed 7
        lmctl generate --model tanh-128 --prefix 'It was' --top-k 40 --top-p 0.95 --tokens 200
        lmctl generate --model tanh-128 --temperature 0 --json | jq .p
        lmctl generate --model tanh-128 --prefix 'It was' --beam 8 --tokens 30 --length-penalty 0.6

      Memory: the model and the vocabulary, about 5 times the model's stored bytes while it is loaded, and 24 bytes a type.
      """#)

  @Option(
    help: ArgumentHelp("The model; may be left out where the corpus has only one.", valueName: "name"),
    completion: StoredNames.models)
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens to draw, ends of segments among them (default: 100).", valueName: "n"))
  var tokens: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Segments to draw.", valueName: "n"))
  var segments: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Below 1 the probable gets more so, above less; 0: the most probable alone (default: 1).", valueName: "T"),
    transform: CommaList.number)
  var temperature: Double?

  @Option(parsing: .unconditional, help: ArgumentHelp("Draw from the k most probable only.", valueName: "k"))
  var topK: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw from the fewest that hold this share, above 0 up to 1.", valueName: "P"),
    transform: CommaList.number)
  var topP: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Look for the most probable text, n at a time, and draw nothing.", valueName: "n"))
  var beam: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("With --beam: compare ln p / length^A (default: 0).", valueName: "A"),
    transform: CommaList.number)
  var lengthPenalty: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What the draws begin from (default: another each time).", valueName: "n"))
  var seed: UInt64?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text to go on from.", valueName: "text"))
  var prefix = ""

  @Flag(help: "Let <unk> be drawn.")
  var allowUnk = false

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    for (option, value) in [("--tokens", tokens), ("--segments", segments), ("--top-k", topK)] {
      if let value, value < 1 { throw ValidationError("\(option) takes a number of at least 1") }
    }
    if let temperature, !(temperature >= 0 && temperature.isFinite) {
      throw ValidationError("--temperature takes a number of at least 0")
    }
    if let beam, !(1...1 << 14).contains(beam) {
      throw ValidationError("--beam takes a number from 1 to \(1 << 14)")
    }
    if let lengthPenalty, !(lengthPenalty >= 0 && lengthPenalty.isFinite) {
      throw ValidationError("--length-penalty takes a number of at least 0")
    }
    if beam == nil && lengthPenalty != nil { throw ValidationError("--length-penalty goes with --beam") }
    for (option, isGiven) in [
      ("--temperature", temperature != nil), ("--top-k", topK != nil), ("--top-p", topP != nil),
      ("--seed", seed != nil),
      ("--segments", segments != nil),
    ] where isGiven && beam != nil {
      throw ValidationError("\(option) does not go with --beam, which draws nothing and ends with the first <eos>")
    }
    if let topP, !(topP > 0 && topP <= 1) { throw ValidationError("--top-p takes a number above 0 and up to 1") }
  }

  func run() throws {
    let form: Print.Form = common.json ? .json : Terminal.isOutput ? .terminal : .plain
    let recipe = Generate(
      corpus: corpus.corpus, model: model, tokens: tokens ?? (segments == nil ? 100 : nil), segments: segments,
      sampling: GenerateSampling(temperature: temperature ?? 1, topK: topK, topP: topP, allowsUnknown: allowUnk),
      beam: beam.map { GenerateBeam(width: $0, lengthPenalty: lengthPenalty ?? 0) },
      seed: seed ?? UInt64.random(in: 0...UInt64(UInt32.max)), prefix: prefix, form: form)
    // Progress would be drawn between the words.
    try recipe(common.bench(drawsProgress: !Terminal.isOutput)) { Console.write($0, to: .standardOutput) }
  }
}
