public import ArgumentParser
public import Experiment
import Foundation

extension ScoreInput.Detail: ExpressibleByArgument {}

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score new text with a stored model: log-probabilities, OOV, perplexity.",
    discussion: #"""
      The text is read as the corpus's own was: encoding, case, unit, what ends a segment. Every token and each <eos> is \#
      scored, <bos> is not; a token that the corpus does not know is <unk>. Nothing is stored.

      --detail summary: one line of figures under their names. --detail segments: a line a segment: its number from 0, the \#
      sum of log10 p, tokens without <eos>, OOV. --detail tokens: a line a token: segment, token, id, oov (1 for <unk>), \#
      the order of the n-gram that was found (empty for other models), log10 p; after the last one of a segment a line \#
      without a token has its OOV count and sum. Tab-separated after a line of names; with --json an object a line. A \#
      probability of zero is -inf (JSON: null). White space in tokens of units word and char is written \n, \t, \r, \u{20}; \#
      all else is exact, but for a terminal, where nothing is written that it would obey.

      Examples:
        lmctl score new.txt --corpus book --model modified-kneser-ney-3
        echo 'the white whale' | lmctl score - --model tanh-128 --detail tokens
        lmctl score lines.txt --detail segments | sort -t "$(printf '\t')" -k2,2g | head
        lmctl score --detail tokens --json < new.txt | jq -r 'select(.oov == true) | .token' | sort | uniq -c

      Memory: the model and the vocabulary as in 'lmctl ngram' or 'lmctl train-rnn' without the counting, about 5 times the \#
      stored bytes while it is loaded; 60 MiB, however long the text.
      """#)

  @Argument(help: ArgumentHelp("Files or folders; - is standard input.", valueName: "file|dir|-"), completion: .file())
  var sources: [String] = ["-"]

  @Option(
    help: ArgumentHelp("The model; may be left out where the corpus has only one.", valueName: "name"),
    completion: StoredNames.models)
  var model: String?

  @Option(help: "What there is a line for.")
  var detail = ScoreInput.Detail.summary

  @OptionGroup var expansion: ExpansionOption
  @OptionGroup var corpus: CorpusOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let form: Print.Form = common.json ? .json : Terminal.isOutput ? .terminal : .plain
    let recipe = ScoreInput(
      sources: sources, corpus: corpus.corpus, model: model, maxExpanded: expansion.maxExpanded, detail: detail,
      form: form)
    // Progress would be drawn between the lines.
    let draws = detail == .summary || !Terminal.isOutput
    try recipe(common.bench(drawsProgress: draws)) { Console.write($0, to: .standardOutput) }
  }
}
