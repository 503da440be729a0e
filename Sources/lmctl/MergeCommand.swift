import ArgumentParser
import Experiment
import Foundation

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Add up files of sorted counts, as 'lmctl count' writes them.",
    discussion: #"""
      Lines are words with a space between, a tab, a count. Each file must ascend token by token, by bytes, as those of \#
      'lmctl count' and of SRILM's 'ngram-count -sort' do; what does not, or is no such line, is refused with its line. Sums \#
      have 64 bits. gzip is known by its content. The output may be merged again.

      Examples:
        lmctl merge a.counts b.counts.gz > all.counts
        lmctl count new.txt --order 1,2,3 | lmctl merge - all.counts | gzip > more.counts.gz

      Memory: 1 MiB a file, however long the files; and the longest line.
      """#)

  @Argument(help: ArgumentHelp("Sorted counts; - is standard input.", valueName: "file|-"), completion: .file())
  var files: [String]

  @OptionGroup var expansion: ExpansionOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if common.json { throw ValidationError("merge writes lines of counts, not JSON") }
    if common.database != nil { throw ValidationError("merge needs no database: leave out --db") }
  }

  func run() throws {
    let isTerminal = Terminal.isOutput
    let recipe = MergeCounts(files, maxExpanded: expansion.maxExpanded, isForTerminal: isTerminal)
    try recipe(common.bench(drawsProgress: !isTerminal)) {
      Console.write($0, to: .standardOutput)
    }
  }
}
