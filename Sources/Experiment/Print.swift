public import Text

/// `lmctl tokenize --print`: sources → tokens → output, without a database.
///
/// Plain: a segment a line, tokens with a space between; with boundary `none` a token a line. White space within a token
/// of units `word` and `char` is escaped (`\n`, `\u{20}`), all else is exact.
///
/// JSON: a line a token, in the order of the text:
///
///     {"token":"Swift","start":4,"end":9,"kind":"letter","segment":0}
///
/// `token` is normalised and mapped as the settings say; `start` and `end` are the bytes that it comes from: of the file
/// where this is UTF-8 (unpacked, if it is gzip) and nothing was replaced or skipped in it, else of the text that was
/// decoded. `kind` is what ICU calls a word (``TokenKind``), null for units that are none. `segment`, from 0 over all
/// sources, is left out with boundary `none`, and called `sentence` where segments are that. Several sources: `source`
/// is the path.
///
/// Memory: some MiB, and up to 40 times the longest stretch without a safe place to cut.
public struct Print {
  public enum Form: Sendable {
    case plain
    /// Plain, with everything escaped that a terminal would obey.
    case terminal
    case json
  }

  /// Arguments of the form FILE, DIR or `-`.
  public var sources: [String]
  public var settings: TokenizerSettings
  public var form: Form

  public init(sources: [String], settings: TokenizerSettings, form: Form) {
    self.sources = sources
    self.settings = settings
    self.form = form
  }

  /// Nobody reads on.
  private struct ReaderGone: Error {}

  /// - Parameter write: gets the output, some ten KiB at a time; false ends the work, which is no error.
  /// - Throws: what is wrong with sources or settings, and what `write` throws.
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Bool) throws {
    let tokenizer = try Tokenizer(settings)
    let sources = try Source.expand(sources)
    var tokens = PrintedTokens(settings, form.written)
    func flush() throws {
      if try !tokens.output.isEmpty && !write(tokens.output) { throw ReaderGone() }
      tokens.clear()
    }
    var notes = SourceNotes(settings)
    bench.progress(.stage("tokenizing"))
    do {
      for source in sources {
        tokens.beginSource(sources.count > 1 ? source.path : nil)
        let size = source.size
        let summary = try tokenizer.tokenize(source, details: form == .json) { chunk, batch in
          tokens.add(batch, of: chunk)
          try flush()
          bench.progress(.amount(done: chunk.fileBytes, total: size, unit: "bytes"))
        }
        tokens.endSource(endsInLine: summary.endsInLine)
        try flush()
        notes.add(summary)
      }
    } catch is ReaderGone { return }
    notes.tell(bench)
  }
}

extension Print.Form {
  fileprivate var written: TokenWriter.Form {
    switch self {
    case .plain: .exact
    case .terminal: .visible
    case .json: .json
    }
  }
}
