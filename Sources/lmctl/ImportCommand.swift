import ArgumentParser
import Experiment
import NGrams

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in an n-gram model that another program made, and score it.",
    discussion: """
      Reads ARPA files as KenLM, SRILM and IRSTLM write them, gzip by content. Words are found in the corpus's vocabulary \
      as 'lmctl tokenize --print' writes them; <s>, </s> and <unk> are <bos>, <eos> and <unk>. N-grams with other words \
      are left out, and types that the file lacks have the probability of its <unk>. Where the vocabularies differ, \
      probabilities do not sum to 1: the model is listed, not ranked. So is one whose sums after some histories are not 1.

      Examples:
        lmplz -o 5 < train.tokens > five.arpa && lmctl import five.arpa --corpus book --name kenlm-5
        lmctl import three.lm.gz --corpus book --name srilm-3 --unseen leftover

      Memory: about twice the file's text.
      """)

  @Argument(help: ArgumentHelp("An ARPA file, or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The model's name.", valueName: "name"))
  var name: String

  @Option(
    help: """
      What the program that made it does with unseen words: models that differ in it are not ranked together (default: \
      uniform where no type is less probable than <unk>, else leftover).
      """)
  var unseen: Unseen?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most that a gzip file may become (default: 100 × its size + 1 GiB).", valueName: "bytes"))
  var maxExpanded: Int?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let maxExpanded, maxExpanded < 1 { throw ValidationError("--max-expanded takes a number of at least 1") }
  }

  func run() throws {
    let recipe = Import(
      file: file, corpus: corpus.corpus, name: name, unseen: unseen, maxExpanded: maxExpanded,
      replaces: replacing.replace)
    let bench = common.bench()
    try recipe(bench)
    try CompareCommand.showScores(of: [name], corpus: corpus.corpus, bench, asJSON: common.json)
  }
}
