import ArgumentParser

/// What every command has that unpacks gzip.
struct ExpansionOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most that a gzip file may become (default: 100 × its size + 1 GiB).", valueName: "bytes"))
  var maxExpanded: Int?

  func validate() throws {
    if let maxExpanded, maxExpanded < 1 { throw ValidationError("--max-expanded takes a number of at least 1") }
  }
}
