internal import GRDB
internal import Platform

/// Bytes that go into the database piece by piece, before the row that makes them visible.
///
///     let writer = ledger.artifactWriter(kind: "weights", run: run)
///     for tensor in tensors { try writer.append(tensor.span) }
///     let artifact = try writer.finish()
///
/// Each chunk of 4 MiB is a transaction of its own, so that no reader waits for a large value; memory: one chunk.
/// After an error nothing more can be appended: make another writer. One that goes without `finish` removes its chunks;
/// after a crash the next opening for writing does.
public final class ArtifactWriter {
  private let ledger: Ledger
  private let kind: String
  private let run: String
  private var hash: SHA256? = SHA256()
  private var pending: [UInt8] = []
  private var bytes = 0
  private var place = 0
  private var id: Int?
  private var isOpen = true

  init(ledger: Ledger, kind: String, run: String) {
    self.ledger = ledger
    self.kind = kind
    self.run = run
  }

  deinit {
    if let id { try? ledger.remove(artifact: id) }
  }

  /// Appends the numbers as they stand in memory: little-endian on every platform of ours.
  ///
  /// - Throws: ``LedgerError/busy(path:)``, ``LedgerError/full(path:)`` and other failures of writing.
  public func append<Element: ArtifactElement>(_ elements: Span<Element>) throws(LedgerError) {
    let bytes = unsafe elements.bytes
    precondition(isOpen, "nothing is appended after finish() or after an error")
    var start = 0
    while start < bytes.byteCount {
      let end = min(bytes.byteCount, start + ArtifactChunk.bytes - pending.count)
      pending += ArtifactChunk.copy(bytes, start..<end)
      start = end
      if pending.count == ArtifactChunk.bytes { try flush() }
    }
  }

  /// Writes what is left and closes the artifact; where one of the same kind and content is there, that one is returned
  /// and this one removed.
  public func finish() throws(LedgerError) -> Artifact {
    precondition(isOpen, "finish() is called once, and not after an error")
    if !pending.isEmpty { try flush() }
    isOpen = false
    guard let digest = hash.take()?.finish() else { preconditionFailure("an open writer has its hash") }
    if let artifact = try ledger.claim(kind: kind, bytes: bytes, sha256: "\(digest)", run: run) { return artifact }
    let artifact = try ledger.close(artifact: id, kind: kind, bytes: bytes, sha256: "\(digest)", run: run)
    // It is whole: it outlives its writer.
    id = nil
    return artifact
  }

  private func flush() throws(LedgerError) {
    isOpen = false
    hash?.update(pending.span)
    id = try ledger.append(chunk: pending, at: place, to: id, kind: kind, run: run)
    bytes += pending.count
    place += 1
    pending.removeAll(keepingCapacity: true)
    isOpen = true
  }
}

extension Ledger {
  /// A writer of bytes that belong to `run` until a split, a model or a score refers to them.
  public func artifactWriter(kind: String, run: String) -> ArtifactWriter {
    ArtifactWriter(ledger: self, kind: kind, run: run)
  }

  fileprivate func append(
    chunk: [UInt8], at place: Int, to id: Int?, kind: String, run: String
  ) throws(LedgerError) -> Int {
    try write { db in
      let id = try id ?? Self.insertArtifact(kind, run, db)
      try db.run("INSERT INTO artifact_chunk(artifact_id, place, data) VALUES (?, ?, ?)", id, place, chunk)
      return id
    }
  }

  fileprivate func close(
    artifact id: Int?, kind: String, bytes: Int, sha256: String, run: String
  ) throws(LedgerError) -> Artifact {
    try write { db in
      let id = try id ?? Self.insertArtifact(kind, run, db)
      try db.run("UPDATE artifact SET bytes = ?, sha256 = ? WHERE artifact_id = ?", bytes, sha256, id)
      return Artifact(id: id, kind: kind, bytes: bytes, sha256: sha256)
    }
  }

  fileprivate func remove(artifact id: Int) throws(LedgerError) {
    try write { db in try db.run("DELETE FROM artifact WHERE artifact_id = ?", id) }
  }

  private static func insertArtifact(_ kind: String, _ run: String, _ db: Database) throws -> Int {
    try db.run("INSERT INTO artifact(kind, owner) VALUES (?, ?)", kind, run)
    return Int(db.lastInsertedRowID)
  }
}
