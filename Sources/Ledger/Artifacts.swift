internal import GRDB
internal import GRDBSQLite
internal import Glibc
internal import Platform

/// A large value of the database: its bytes lie in chunks, and its content has a name.
public struct Artifact: Sendable, Hashable {
  /// `artifact_id`, what splits, models and scores refer to.
  public let id: Int
  public let kind: String
  public let bytes: Int
  /// 64 hexadecimal digits.
  public let sha256: String
}

/// Numbers that an artifact may hold, as in memory: no padding, and every pattern of their bits is one.
public protocol ArtifactElement: BitwiseCopyable, Sendable {}

extension UInt8: ArtifactElement {}
extension UInt32: ArtifactElement {}
extension UInt64: ArtifactElement {}
extension Float: ArtifactElement {}
extension Double: ArtifactElement {}

extension Ledger {
  /// Stores the elements under `run` and returns the artifact, or the one that holds the same content already.
  ///
  /// Until something refers to it, it stays only as long as the run goes on.
  /// - Parameter waits: false for a caller that would rather try again later than wait for another program's lock; then
  ///   it is not looked for what stands either, since reading waits too.
  /// - Complexity: O(bytes); memory: that of ``ArtifactWriter``.
  public func storeArtifact<Element: ArtifactElement>(
    _ elements: [Element], kind: String, run: String, waits: Bool = true
  ) throws(LedgerError) -> Artifact {
    let bytes = unsafe elements.span.bytes
    // Storing again what stands costs a reading; where nothing of this size stands, what is written is hashed meanwhile.
    if waits, try stands(kind: kind, bytes: bytes.byteCount) {
      var hash = SHA256()
      hash.update(bytes)
      let digest = "\(hash.finish())"
      if let artifact = try claim(kind: kind, bytes: bytes.byteCount, sha256: digest, run: run) { return artifact }
    }
    let writer = artifactWriter(kind: kind, run: run, waits: waits)
    try writer.append(elements.span)
    return try writer.finish()
  }

  /// What is known of an artifact, without its bytes.
  ///
  /// - Throws: ``LedgerError/artifactGone(path:)`` where nothing refers to it any more,
  ///   ``LedgerError/damagedArtifact(path:artifact:expected:found:)`` where something does, and it is not there.
  public func artifact(_ id: Int) throws(LedgerError) -> Artifact {
    let found = try read { db in
      try db.rows("SELECT kind, bytes, sha256 FROM artifact WHERE artifact_id = ? AND sha256 IS NOT NULL", id) { row in
        Artifact(id: id, kind: row.text(0), bytes: row.integer(1), sha256: row.text(2))
      }
    }
    if let artifact = found.first { return artifact }
    let isMissed = try read { db in
      try db.integer(
        "SELECT 1 FROM (SELECT ? AS artifact_id) AS artifact WHERE \(Self.isReferredTo)", id) != nil
    }
    throw isMissed
      ? .damagedArtifact(path: path, artifact: id, expected: "a whole artifact", found: "none")
      : .artifactGone(path: path)
  }

  /// The bytes of an artifact.
  public func loadArtifact(_ id: Int) throws(LedgerError) -> [UInt8] { try loadArtifact(id, as: UInt8.self) }

  /// The numbers of an artifact.
  ///
  /// - Throws: ``LedgerError/damagedArtifact(path:artifact:expected:found:)`` unless length and SHA-256 are as written;
  ///   ``LedgerError/artifactGone(path:)`` where another process removed it meanwhile;
  ///   ``LedgerError/outOfMemory(bytes:)``.
  /// - Complexity: O(bytes), a chunk being read while the one before it is hashed: 1.4 GB/s on an AMD EPYC; memory: the
  ///   result and one chunk.
  public func loadArtifact<Element: ArtifactElement>(
    _ id: Int, as element: Element.Type
  ) throws(LedgerError) -> [Element] {
    let artifact = try artifact(id)
    let stride = MemoryLayout<Element>.stride
    guard artifact.bytes >= 0, artifact.bytes % stride == 0 else {
      throw damaged(artifact, "a multiple of \(stride) bytes", "\(artifact.bytes) bytes")
    }
    // The length is checked against what lies there before memory is taken for it.
    try checkLength(of: artifact)
    guard Self.isMemoryFor(artifact.bytes) else { throw .outOfMemory(bytes: artifact.bytes) }
    var (digest, failure) = ("", nil as LedgerError?)
    let elements = unsafe [Element](unsafeUninitializedCapacity: max(1, artifact.bytes / stride)) { buffer, count in
      let memory = unsafe UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: artifact.bytes)
      do throws(LedgerError) {
        digest = unsafe try read(artifact, to: memory)
        count = artifact.bytes / stride
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard digest == artifact.sha256 else { throw damaged(artifact, "SHA-256 \(artifact.sha256)", digest) }
    return elements
  }

  // MARK: Content that stands already

  private func stands(kind: String, bytes: Int) throws(LedgerError) -> Bool {
    try read { db in
      try db.integer("SELECT 1 FROM artifact WHERE kind = ? AND bytes = ? LIMIT 1", kind, bytes) != nil
    }
  }

  /// The artifact of this content, made `run`'s; nil where there is none, where it is damaged, or where another live run
  /// holds it: what is not yet referred to may go with that run.
  func claim(kind: String, bytes: Int, sha256: String, run: String) throws(LedgerError) -> Artifact? {
    let found = try read { db in
      try db.rows(
        "SELECT artifact_id, owner FROM artifact WHERE sha256 = ? AND kind = ? AND bytes = ? ORDER BY artifact_id",
        sha256, kind, bytes
      ) { row in (id: row.integer(0), owner: row.optionalText(1)) }
    }
    for (id, owner) in found {
      let isOurs = owner == run
      let isClaimed =
        isOurs
        ? true
        : try write { db in
          try db.run(
            """
            UPDATE artifact SET owner = ?1
            WHERE artifact_id = ?2 AND (owner IS ?1 OR NOT (\(Self.isOwnedByLiveRun("artifact"))))
            """, run, id)
          return db.changesCount == 1
        }
      let artifact = Artifact(id: id, kind: kind, bytes: bytes, sha256: sha256)
      if isClaimed, try isWhole(artifact) { return artifact }
    }
    return nil
  }

  private func isWhole(_ artifact: Artifact) throws(LedgerError) -> Bool {
    do {
      try checkLength(of: artifact)
      return try digest(of: artifact) == artifact.sha256
    } catch {
      switch error {
      case .damagedArtifact, .damaged, .artifactGone: return false
      default: throw error
      }
    }
  }

  // MARK: Chunks

  static func chunks(_ bytes: Int) -> Int {
    bytes / ArtifactChunk.bytes + (bytes % ArtifactChunk.bytes).signum()
  }

  /// The SHA-256 of the chunks.
  private func digest(of artifact: Artifact) throws(LedgerError) -> String {
    var hash = SHA256()
    for place in 0..<Self.chunks(artifact.bytes) {
      let chunk = try chunk(of: artifact, at: place)
      hash.update(chunk.span)
    }
    return "\(hash.finish())"
  }

  /// One chunk; empty where it is not there. It is read in a transaction of its own, so that no writer waits for a large
  /// value.
  func chunk(of artifact: Artifact, at place: Int) throws(LedgerError) -> [UInt8] {
    let chunks = try read { db in
      try db.rows(
        "SELECT data FROM artifact_chunk WHERE artifact_id = ? AND place = ? AND length(data) <= ?",
        artifact.id, place, ArtifactChunk.bytes
      ) { row in row.bytes(0) }
    }
    return chunks.first ?? []
  }

  /// Reads an artifact of `memory.count` bytes, and returns its SHA-256.
  @unsafe func read(
    _ artifact: Artifact, to memory: UnsafeMutableRawBufferPointer
  ) throws(LedgerError) -> String {
    var hash = SHA256()
    var hashed = 0
    let chunks = Self.chunks(memory.count)
    for place in 0..<chunks {
      let start = place * ArtifactChunk.bytes
      let end = min(start + ArtifactChunk.bytes, memory.count)
      let before = unsafe UnsafeRawBufferPointer(rebasing: memory[hashed..<start])
      try unsafe ArtifactChunk.hashing(before.bytes, into: &hash) { _ throws(LedgerError) in
        try unsafe readChunk(of: artifact, at: place, to: UnsafeMutableRawBufferPointer(rebasing: memory[start..<end]))
      }
      hashed = start
    }
    unsafe hash.update(UnsafeRawBufferPointer(rebasing: memory[hashed...]).bytes)
    return "\(hash.finish())"
  }

  @unsafe private func readChunk(
    of artifact: Artifact, at place: Int, to memory: UnsafeMutableRawBufferPointer
  ) throws(LedgerError) {
    let isRead = try read { db in
      let row = try PreparedStatement("SELECT data FROM artifact_chunk WHERE artifact_id = ? AND place = ?", db)
      try row.bind(artifact.id, place)
      guard try row.step() else { return false }
      return unsafe row.copy(column: 0, to: memory)
    }
    guard isRead else { throw damaged(artifact, "\(memory.count) bytes in chunk \(place)", "another number") }
  }

  func checkLength(of artifact: Artifact) throws(LedgerError) {
    let (chunks, bytes) = try read { db -> (Int, Double) in
      // total() is REAL: no sum of lengths, however false, overflows it.
      let found = try db.rows(
        "SELECT count(*), total(length(data)) FROM artifact_chunk WHERE artifact_id = ?", artifact.id
      ) { row in (row.integer(0), row.real(1)) }
      return found.first ?? (0, 0)
    }
    guard bytes == Double(artifact.bytes), chunks == Self.chunks(artifact.bytes) else {
      throw damaged(
        artifact, "\(artifact.bytes) bytes in \(Self.chunks(artifact.bytes)) chunks",
        "\(Int(exactly: bytes) ?? .max) bytes in \(chunks)")
    }
  }

  /// The error of a value that is not as it was written. What another process has removed since it was looked up is none of
  /// the disk's defects, though its chunks are missing just so: no id is given twice (``freshID(artifact:)``).
  func damaged(_ artifact: Artifact, _ expected: String, _ found: String) -> LedgerError {
    do throws(LedgerError) {
      let stands = try read { db in
        try db.integer(
          "SELECT 1 FROM artifact WHERE artifact_id = ? AND sha256 = ?", artifact.id, artifact.sha256) != nil
      }
      return stands
        ? .damagedArtifact(path: path, artifact: artifact.id, expected: expected, found: found)
        : .artifactGone(path: path)
    } catch {
      return error
    }
  }

  /// Whether the system would give so many bytes: an array that it refuses would end the process.
  private static func isMemoryFor(_ bytes: Int) -> Bool {
    guard let memory = unsafe malloc(max(bytes, 1)) else { return false }
    unsafe free(memory)
    return true
  }
}
