import ArgumentParser
import Experiment
import NGrams
import Recurrent

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in a model that another program made, and score it.",
    discussion: """
      N-grams: ARPA files as KenLM, SRILM and IRSTLM write them, gzip by content. Words are found in the corpus's vocabulary \
      as 'lmctl tokenize --print' writes them; <s>, </s> and <unk> are <bos>, <eos> and <unk>. N-grams with other words \
      are left out, and types that the file lacks have the probability of its <unk>. Where the vocabularies differ, \
      probabilities do not sum to 1: the model is listed, not ranked. So is one whose sums after some histories are not 1.

      Networks: safetensors files as lmctl exports them, or with the state_dict() of word_language_model's RNNModel: \
      tensors encoder.*, rnn.*, decoder.* of F32, F64, F16 or BF16. Layers, widths and cell are read off their sizes: four \
      gates are lstm, three gru, one is tanh unless the file or --cell says otherwise; equal encoder and decoder are tied. \
      The vocabulary must be the corpus's, id by id: train on what 'lmctl export --format ids' gives.

      Examples:
        lmplz -o 5 < train.tokens > five.arpa && lmctl import five.arpa --corpus book --name kenlm-5
        lmctl import three.lm.gz --corpus book --name srilm-3 --unseen leftover
        lmctl import book.safetensors --corpus book --name from-pytorch

      Memory: about twice the file's text; four times a network's file.
      """)

  @Argument(
    help: ArgumentHelp("An ARPA or safetensors file, or - for an ARPA file on standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The model's name.", valueName: "name"))
  var name: String

  @Option(
    help: """
      What the program that made it does with unseen words: models that differ in it are not ranked together (default: \
      uniform where no type is less probable than <unk>, else leftover).
      """)
  var unseen: Unseen?

  @OptionGroup var expansion: ExpansionOption

  @Option(help: "The cell of a network's layers, where weights do not tell: those of one gate (default: tanh).")
  var cell: CellKind?

  @Option(help: "What happens to a network's state at a segment's end (default: as the file says, else carry).")
  var state: StateRule?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func run() throws {
    let bench = common.bench()
    let maxExpanded = expansion.maxExpanded
    switch try ImportedKind(file, maxExpanded: maxExpanded) {
    case .arpa:
      try refuse([("--cell", cell != nil), ("--state", state != nil)], isNetwork: false)
      let recipe = Import(
        file: file, corpus: corpus.corpus, name: name, unseen: unseen, maxExpanded: maxExpanded,
        replaces: replacing.replace)
      try recipe(bench)
    case .network:
      try refuse([("--unseen", unseen != nil)], isNetwork: true)
      let recipe = ImportNetwork(
        file: file, corpus: corpus.corpus, name: name, cell: cell, clearsAtSegments: state.map { $0 == .reset },
        maxExpanded: maxExpanded, replaces: replacing.replace)
      try recipe(bench)
    }
    try CompareCommand.showScores(of: [name], corpus: corpus.corpus, bench, asJSON: common.json)
  }

  /// Options that say nothing about such a model.
  private func refuse(_ options: [(name: String, isGiven: Bool)], isNetwork: Bool) throws {
    for option in options where option.isGiven {
      throw ImportNetworkError.otherKind(option: option.name, path: file, isNetwork: isNetwork)
    }
  }
}
