internal import GRDB
internal import Platform

/// Bytes that go into the database piece by piece, before the row that makes them visible.
///
///     let writer = ledger.artifactWriter(kind: "weights", run: run)
///     for tensor in tensors { try writer.append(tensor.span) }
///     let artifact = try writer.finish()
///
/// Every 32 MiB are a transaction of their own, so that no reader waits for a large value, and are hashed while they are
/// written; memory: so much, and none for what comes in larger spans.
/// After an error nothing more can be appended: make another writer. One that goes without `finish` removes its chunks;
/// after a crash the next opening for writing does.
public final class ArtifactWriter {
  private let ledger: Ledger
  private let kind: String
  private let run: String
  private let waits: Bool
  private var hash: SHA256? = SHA256()
  private var pending: [UInt8] = []
  private var bytes = 0
  private var place = 0
  private var id: Int?
  private var isOpen = true

  init(ledger: Ledger, kind: String, run: String, expected: Int, waits: Bool) {
    self.ledger = ledger
    self.kind = kind
    self.run = run
    self.waits = waits
    pending.reserveCapacity(min(max(0, expected), ArtifactChunk.ofTransaction * ArtifactChunk.bytes))
  }

  deinit {
    if let id { try? ledger.remove(artifact: id, waits: waits) }
  }

  /// Appends the numbers as they stand in memory: little-endian on every platform of ours.
  ///
  /// - Throws: ``LedgerError/busy(path:)``, ``LedgerError/full(path:)`` and other failures of writing.
  public func append<Element: ArtifactElement>(_ elements: Span<Element>) throws(LedgerError) {
    let bytes = unsafe elements.bytes
    precondition(isOpen, "nothing is appended after finish() or after an error")
    let most = ArtifactChunk.ofTransaction * ArtifactChunk.bytes
    var start = 0
    while start < bytes.byteCount {
      if pending.isEmpty, bytes.byteCount - start >= most {
        try write(bytes.extracting(start..<start + most))
        start += most
      } else {
        let end = min(bytes.byteCount, start + most - pending.count)
        ArtifactChunk.append(bytes.extracting(start..<end), to: &pending)
        start = end
        if pending.count == most { try flush() }
      }
    }
  }

  /// Writes what is left and closes the artifact; where one of the same kind and content is there, that one is returned
  /// and this one removed.
  public func finish() throws(LedgerError) -> Artifact {
    precondition(isOpen, "finish() is called once, and not after an error")
    isOpen = false
    guard var hash = hash.take() else { preconditionFailure("an open writer has its hash") }
    hash.update(pending.span)
    let digest = "\(hash.finish())"
    bytes += pending.count
    if waits, let artifact = try ledger.claim(kind: kind, bytes: bytes, sha256: digest, run: run) { return artifact }
    // What is left and what closes it are one transaction.
    let artifact = try ledger.close(
      artifact: id, with: pending, at: place, kind: kind, bytes: bytes, sha256: digest, run: run, waits: waits)
    // It is whole: it outlives its writer.
    id = nil
    return artifact
  }

  private func flush() throws(LedgerError) {
    let bytes = pending
    pending = []
    unsafe try write(bytes.span.bytes)
    pending = consume bytes
    pending.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: RawSpan) throws(LedgerError) {
    guard var hash = hash.take() else { preconditionFailure("an open writer has its hash") }
    isOpen = false
    let (ledger, kind, run, waits, made, first) = (ledger, kind, run, waits, id, place)
    id = try ArtifactChunk.hashing(bytes, into: &hash) { bytes throws(LedgerError) in
      try ledger.append(bytes, at: first, to: made, kind: kind, run: run, waits: waits)
    }
    self.hash = consume hash
    self.bytes += bytes.byteCount
    place += Ledger.chunks(bytes.byteCount)
    isOpen = true
  }
}

extension Ledger {
  /// A writer of bytes that belong to `run` until a split, a model or a score refers to them.
  ///
  /// - Parameters:
  ///   - expected: about how many bytes, where that is known; memory is taken at once then.
  ///   - waits: false for a caller that would rather try again later than wait for another program's lock; then
  ///     ``ArtifactWriter/finish()`` does not look for the same content, since reading waits too.
  public func artifactWriter(kind: String, run: String, expected: Int = 0, waits: Bool = true) -> ArtifactWriter {
    ArtifactWriter(ledger: self, kind: kind, run: run, expected: expected, waits: waits)
  }

  /// Adds chunks from number `place` on, in one transaction.
  fileprivate func append(
    _ bytes: RawSpan, at place: Int, to id: Int?, kind: String, run: String, waits: Bool
  ) throws(LedgerError) -> Int {
    try write(waits: waits) { db in
      let id = try id ?? Self.insertArtifact(kind, run, db)
      try Self.insert(bytes, at: place, to: id, db)
      return id
    }
  }

  private static func insert(_ bytes: RawSpan, at place: Int, to id: Int, _ db: Database) throws {
    let insert = try PreparedStatement("INSERT INTO artifact_chunk(artifact_id, place, data) VALUES (?, ?, ?)", db)
    for number in 0..<chunks(bytes.byteCount) {
      let start = number * ArtifactChunk.bytes
      let end = min(start + ArtifactChunk.bytes, bytes.byteCount)
      try insert.run(id, place + number, blob: bytes.extracting(start..<end))
    }
  }

  fileprivate func close(
    artifact id: Int?, with rest: [UInt8], at place: Int, kind: String, bytes: Int, sha256: String, run: String,
    waits: Bool
  ) throws(LedgerError) -> Artifact {
    try write(waits: waits) { db in
      let id = try id ?? Self.insertArtifact(kind, run, db)
      unsafe try Self.insert(rest.span.bytes, at: place, to: id, db)
      try db.run("UPDATE artifact SET bytes = ?, sha256 = ? WHERE artifact_id = ?", bytes, sha256, id)
      return Artifact(id: id, kind: kind, bytes: bytes, sha256: sha256)
    }
  }

  fileprivate func remove(artifact id: Int, waits: Bool) throws(LedgerError) {
    try write(waits: waits) { db in try db.run("DELETE FROM artifact WHERE artifact_id = ?", id) }
  }

  private static func insertArtifact(_ kind: String, _ run: String, _ db: Database) throws -> Int {
    let id = try freshID(artifact: db)
    try db.run("INSERT INTO artifact(artifact_id, kind, owner) VALUES (?, ?, ?)", id, kind, run)
    return id
  }
}
