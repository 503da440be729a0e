internal import NGrams
internal import Platform
internal import Text

/// An ARPA file, unpacked where its content is gzip, read for the types of a corpus.
struct ImportedFile {
  let path: String
  /// Of the file as it lies on the disk.
  let sha256: String
  let model: BackoffModel
  let facts: ARPAFacts

  private static let piece = 1 << 20

  /// - Parameter path: `-` is standard input.
  /// - Throws: where the file cannot be read, expands too far, or is no ARPA file; where memory would not do.
  init(_ path: String, _ tokens: ARPATokens, maxExpanded: Int?, _ bench: Workbench) throws {
    let sources = try Source.expand([path])
    guard sources.count == 1, sources[0].path == path else {
      throw ExperimentError.unreadable(path: path, reason: "this is a folder")
    }
    var bytes = try SourceBytes(sources[0], Decoding(maxExpanded: maxExpanded).checked())
    let size = sources[0].size
    var (count, checked) = (0, 0)
    do {
      (model, facts) = try BackoffModel.readARPA(tokens: tokens) {
        var piece: [UInt8] = []
        guard try bytes.read(into: &piece, limit: Self.piece) else { return nil }
        count += piece.count
        // The n-grams take about as much as their text, and as much again while they grow or are put in order.
        if count > 2 * checked {
          checked = count
          try bench.require(count + Workbench.leastMemory, for: "the model of \(Self.shown(path))")
        }
        bench.progress(.amount(done: bytes.fileBytes, total: size, unit: "bytes"))
        return piece
      }
    } catch let ARPAError.malformed(line, problem) {
      throw ExperimentError.badModel(path: path, line: line, reason: "\(problem)")
    }
    self.path = path
    sha256 = "\(bytes.digest())"
  }

  /// What a user should know of the model.
  func notes(_ corpus: String) -> [ProgressEvent] {
    var notes: [ProgressEvent] = []
    if !facts.vocabulariesAgree {
      notes.append(
        .warning(
          """
          the file and the vocabulary of '\(corpus)' differ: \(facts.unknownTypes) of the file's types are not in it \
          (\(facts.dropped.dropFirst().reduce(0, +)) n-grams with them are left out), \(facts.missingTypes) of its types \
          are not in the file; the probabilities do not sum to 1, so that the model is listed, not ranked
          """))
    }
    let unreachable = facts.unreachable.reduce(0, +)
    if unreachable > 0 {
      notes.append(.note("\(unreachable) n-grams across a segment's start are left out: no history crosses it"))
    }
    let created = facts.created.reduce(0, +)
    if created > 0 {
      notes.append(.note("\(created) histories that the file continues and does not list are filled in by back-off"))
    }
    return notes
  }

  private static func shown(_ path: String) -> String { DisplayText.escaped(Array(path.utf8), limit: .max) }
}
