internal import Evaluation
internal import Ledger
internal import Platform
public import Recurrent
internal import Text

/// `lmctl import` of a safetensors file, by lmctl or PyTorch → a network of a corpus → scores → database.
public struct ImportNetwork {
  public var file: String
  public var corpus: String?
  public var name: String
  /// What one gate a layer means; nil for what the file says, or else tanh.
  public var cell: CellKind?
  /// Whether the state is cleared at segments; nil for what the file says, or else not.
  public var clearsAtSegments: Bool?
  /// The most bytes that a gzip file may become; nil stands for 100 × its size + 1 GiB.
  public var maxExpanded: Int?
  public var replaces: Bool

  public init(
    file: String, corpus: String?, name: String, cell: CellKind? = nil, clearsAtSegments: Bool? = nil,
    maxExpanded: Int? = nil, replaces: Bool = false
  ) {
    self.file = file
    self.corpus = corpus
    self.name = name
    self.cell = cell
    self.clearsAtSegments = clearsAtSegments
    self.maxExpanded = maxExpanded
    self.replaces = replaces
  }

  /// - Throws: what is wrong with the file, with its byte or tensor; what is wrong with the database. Nothing is changed
  ///   then.
  public func callAsFunction(_ bench: Workbench) throws {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    try replaces ? Ledger.check(newModel: name) : ledger.checkFree(model: name, in: corpus.record)
    let streams = try corpus.streamsToScore()
    bench.progress(.stage("reading \(shownFile)"))
    let (bytes, sha256) = try read(bench)
    let (network, model) = try network(bytes, corpus, threads: bench.threads)
    for note in network.notes { bench.progress(.note(note)) }
    let settings = try JSON.string(
      Settings(
        shape: network.shape,
        training: Settings.Training(clearsAtSegments: model.clearsAtSegments, file: shownFile, sha256: sha256)))
    let run = NewRun(command: "import", subject: name, corpusID: corpus.record.id, settings: settings)
    try bench.recorded(in: ledger, run) { run in
      bench.progress(.stage("scoring \(name)"))
      let scores = try corpus.scores(of: model, on: streams, in: ledger, run: run, bench)
      let weights = model.encode()
      let artifact = try bench.patiently { try ledger.storeArtifact(weights, kind: "network-weights", run: run) }
      // How long it was trained is not known.
      let record = ModelRecord(
        corpusID: corpus.record.id, name: name, kind: "rnn",
        context: model.clearsAtSegments && corpus.record.hasEOS ? .segment : .stream,
        parameters: network.shape.parameters ?? 0, settings: settings, seconds: 0, artifactID: artifact.id,
        runID: run)
      _ = try bench.patiently { try ledger.add(models: [(record, scores, [])], replacing: replaces, endsRun: true) }
    }
  }

  private var shownFile: String { DisplayText.escaped(Array(file.utf8), limit: .max) }

  /// The whole file, unpacked where its content is gzip, and the digest of what lies on the disk.
  private func read(_ bench: Workbench) throws -> (bytes: [UInt8], sha256: String) {
    let sources = try Source.expand([file])
    guard sources.count == 1, sources[0].path == file else {
      throw ExperimentError.unreadable(path: shownFile, reason: "this is a folder")
    }
    var source = try SourceBytes(sources[0], Decoding(maxExpanded: maxExpanded).checked())
    var bytes: [UInt8] = []
    // The file grows in an array, which doubles; weights in half precision become twice as long, and are laid out twice.
    func require(_ count: Int) throws {
      try bench.require(4 * count + Workbench.leastMemory, for: "the network of \(shownFile)")
    }
    var checked = sources[0].size ?? 0
    try require(checked)
    bytes.reserveCapacity(checked)
    while try source.read(into: &bytes, limit: 1 << 20) {
      if bytes.count > 2 * checked {
        checked = bytes.count
        try require(checked)
      }
      bench.progress(.amount(done: source.fileBytes, total: sources[0].size, unit: "bytes"))
    }
    return (bytes, "\(source.digest())")
  }

  private func network(
    _ bytes: [UInt8], _ corpus: StoredCorpus, threads: Int
  ) throws(ImportNetworkError) -> (ImportedNetwork, RecurrentModel) {
    do {
      let network = try ImportedNetwork(
        SafeTensors(bytes), vocabulary: corpus.record.vocabularySize, cell: cell)
      let clears = clearsAtSegments ?? network.clearsAtSegments ?? false
      return (network, try network.model(clearsAtSegments: clears, hasEOS: corpus.record.hasEOS, threads: threads))
    } catch let error as any Failure {
      throw .inFile(path: file, error)
    } catch {
      preconditionFailure("a room threw what is no error of its own: \(error)")
    }
  }

  /// What is recorded: the same keys as of a network that was trained here, as far as they are known.
  private struct Settings: Encodable {
    struct Training: Encodable {
      let clearsAtSegments: Bool
      let file: String
      let sha256: String
      var imported = true
    }
    let shape: NetworkShape
    let training: Training
  }
}
