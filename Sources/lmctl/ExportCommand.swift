public import ArgumentParser
public import Experiment
import Foundation
import Ledger
import Platform

extension Export.Format: ExpressibleByArgument {}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a corpus or a model to files that other programs read.",
    discussion: #"""
      vocabulary: tab-separated text, a line a type in the order of ids after a line that names the columns id, count \#
      (in train), rank (empty for <unk> and <eos>) and token. Tokens are escaped, lossless: \\ is a backslash, \t, \n, \r \#
      as usual, \u{…} a Unicode scalar that cannot be seen, \x.. a byte that is not UTF-8.

      ids: the id stream of a split, ends of segments among them, as a NumPy array (.npy 1.0, '<u4').

      arpa: an n-gram model (--model) as KenLM, SRILM and IRSTLM read it, <eos> as </s> and <bos> as <s>. Numbers are the \#
      shortest that read back as what is stored. Add-α is there too, exactly: its lower order is the uniform one.

      safetensors: a network (--model) as float32 tensors that PyTorch's modules take: encoder.* for nn.Embedding, rnn.* \#
      for nn.RNN, nn.GRU or nn.LSTM, decoder.* for nn.Linear (or nn.AdaptiveLogSoftmaxWithLoss), gates in PyTorch's order. \#
      The README has a script that reads it.

      As with cp, a file that stands is replaced and keeps its permissions, once the new one is whole; a link is \#
      followed.

      Examples:
        lmctl export --format vocabulary | head
        lmctl export --corpus book --format vocabulary --output book.tsv
        lmctl export --corpus book --format ids --split valid --output valid.npy
        lmctl export --corpus book --model modified-kneser-ney-3 --format arpa --output book.arpa
        lmctl export --corpus book --model lstm-256-tied --format safetensors --output book.safetensors
        python3 -c "import numpy; print(numpy.load('valid.npy', mmap_mode='r'))"

      Memory: some 60 MB, however large the corpus; for arpa, 8 bytes an n-gram of the highest order and 16 of lower ones; \#
      for safetensors, 12 bytes a weight.
      """#)

  @Option(help: "What is written.")
  var format: Export.Format

  @Option(help: "The split whose ids are written (default: train).")
  var split: SplitName?

  @Option(
    help: ArgumentHelp("The model that is written; may be left out where there is only one.", valueName: "name"),
    completion: StoredNames.models)
  var model: String?

  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp("Where to; - is standard output.", valueName: "file"), completion: .file())
  var output = "-"

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if split != nil && format != .ids {
      throw ValidationError("--split goes with --format ids, and nothing else is of one split")
    }
    if model != nil && format != .arpa && format != .safetensors {
      throw ValidationError("--model goes with --format arpa or safetensors")
    }
    if common.json { throw ValidationError("export writes files of its own format, not JSON") }
    if format == .ids || format == .safetensors, output == "-", Terminal.isOutput {
      throw ValidationError("\(format.rawValue) are no text for a terminal; give --output FILE")
    }
  }

  /// Whoever read has what it wanted: no failure.
  private struct ReaderGone: Error {}

  func run() throws {
    let export = Export(corpus: corpus.corpus, format: format, split: split ?? .train, model: model)
    if output == "-" {
      do {
        try export(common.bench()) {
          guard Console.write($0, to: .standardOutput) else { throw ReaderGone() }
        }
      } catch is ReaderGone {}
      return
    }
    let file = try WholeFile(output, keeping: common.databaseFiles)
    try export(common.bench()) { try file.append($0) }
    try file.finish()
  }
}
