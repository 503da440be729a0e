/// An option of lmctl with values that it takes; none where it is a flag.
struct SoakOption {
  let name: String
  let values: [String]

  init(_ name: String, _ values: String = "") {
    self.name = name
    self.values = values.split(separator: " ").map(String.init)
  }

  static let ofText = [
    SoakOption("--unit", "word char whitespace"), SoakOption("--case", "keep lower fold"),
    SoakOption("--normalize", "none nfc nfkc"), SoakOption("--locale", "de tr ja th en-US x-nothing"),
    SoakOption("--boundary", "line sentence paragraph none"), SoakOption("--skip-empty-lines"),
    SoakOption("--keep", "all words letters"), SoakOption("--numbers", "keep mask"),
    SoakOption("--preset", "d2l-word d2l-char d2l-char-2022"),
    SoakOption("--encoding", "auto auto auto latin1 windows-1251 shift_jis utf-16 gb18030 iso-2022-jp"),
    SoakOption("--invalid", "replace replace skip skip error"), SoakOption("--max-expanded", "100 100000 10000000"),
    SoakOption("--max-token-bytes", "16 1000 200000"),
  ]
  static let ofCorpus = [
    SoakOption("--split", "80:10:10 100:0:0 50:25:25 1:98:1"), SoakOption("--min-count", "1 2 3"),
    SoakOption("--max-vocabulary", "1 10 100"), SoakOption("--max-tokens", "5 100 2000"),
  ]
  static let ofNGrams = [
    SoakOption("--discount", "0.5 0.9"), SoakOption("--interpolate"), SoakOption("--back-off"),
    SoakOption("--unseen", "uniform leftover"), SoakOption("--prune", "0 0,0,1 0,1"),
    SoakOption("--prune-entropy", "1e-8 1e-4"), SoakOption("--rows", "0 10 1000 all"), SoakOption("--check", "5 50"),
    SoakOption("--memory", "1M 16M 512M"), SoakOption("--alpha", "0.1 auto 0.01,auto 0"),
  ]
  static let ofNetwork = [
    SoakOption("--cell", "tanh relu sigmoid gru lstm lstm mlp"), SoakOption("--gru", "reset-after reset-before"),
    SoakOption("--context", "1 4"), SoakOption("--one-hot"), SoakOption("--layers", "1 2 3"), SoakOption("--tied"),
    SoakOption("--no-tied"), SoakOption("--biases", "one two"), SoakOption("--softmax", "full adaptive"),
    SoakOption("--batch", "1 4 32"), SoakOption("--steps", "1 7 40"),
    SoakOption("--optimizer", "sgd adam adamw rmsprop adagrad asgd"), SoakOption("--learning-rate", "0.01 1 20 1e9"),
    SoakOption("--momentum", "0.9"), SoakOption("--nesterov"), SoakOption("--weight-decay", "1e-5"),
    SoakOption("--schedule", "constant plateau exponential cosine"), SoakOption("--clip", "0 1"),
    SoakOption("--clip-value", "0.5"), SoakOption("--dropout", "0 0.3"),
    SoakOption("--dropout-kind", "standard variational"),
    SoakOption("--init", "standard uniform:0.1 xavier orthogonal normal:2"), SoakOption("--forget-bias", "1"),
    SoakOption("--sampling", "sequential random"), SoakOption("--random-offset"), SoakOption("--state", "carry reset"),
    SoakOption("--patience", "0 1"), SoakOption("--validation-lanes", "1 4"), SoakOption("--seed", "1 2 77"),
    SoakOption("--diagnose", "gradients"), SoakOption("--svg", "out-flow.svg"),
    SoakOption("--checkpoint-every", "0 0.02 0.02 0.5"), SoakOption("--preset", "d2l"),
  ]
  static let ofSections = [
    SoakOption("--pairs"), SoakOption("--where"), SoakOption("--horizon", "1 1,2,4"), SoakOption("--origins", "1 20"),
    SoakOption("--fractions", "10,100 1 50"), SoakOption("--html", "out-page.html"),
    SoakOption("--split", "valid test"),
  ]
  static let ofFormat = [
    SoakOption("--format", "table json jsonl csv tsv md"), SoakOption("--csv-safe"), SoakOption("--json"),
  ]
  static let ofDrawing = [
    SoakOption("--tokens", "0 1 50 300"), SoakOption("--segments", "1 5"), SoakOption("--temperature", "0 0.5 1 3"),
    SoakOption("--top-k", "1 5"), SoakOption("--top-p", "0.1 1"), SoakOption("--beam", "1 4"),
    SoakOption("--length-penalty", "1"), SoakOption("--seed", "1 2"), SoakOption("--allow-unk"),
  ]
  static let ofStatistics = [
    SoakOption("--order", "1 1,2,3 5 16"), SoakOption("--ranks", "0 10 all"), SoakOption("--collocations", "0 5"),
    SoakOption("--by", "g2 pmi t chi2"), SoakOption("--min-count", "1 2"), SoakOption("--dispersion", "0 5"),
    SoakOption("--word", "the cat"), SoakOption("--parts", "2 7"), SoakOption("--keyness", "3"),
    SoakOption("--svg", "out-ranks.svg"), SoakOption("--plot"), SoakOption("--json"),
  ]
  /// What somebody may give by mistake.
  static let wrong = [
    "", " ", "-1", "0", "1.5", "abc", "nan", "1e400", "99999999999999999999", "-", "--", "é", "\u{1B}[31m", "a,b", ",",
    "../x",
    "no such", "'", "%", "\u{202E}x",
  ]
}
