internal import Platform

extension Ledger {
  /// What is recorded of an artifact, once its chunks are as long as that: before anything is made of its size.
  ///
  /// - Throws: ``LedgerError/damagedArtifact(path:artifact:expected:found:)``.
  /// - Complexity: O(chunks); their content is not read.
  public func sizedArtifact(_ id: Int) throws(LedgerError) -> Artifact {
    let artifact = try artifact(id)
    guard artifact.bytes >= 0 else { throw damaged(artifact, "a size", "\(artifact.bytes) bytes") }
    try checkLength(of: artifact)
    return artifact
  }

  /// Hands out the numbers of an artifact piece by piece, some MiB each: for what need not be in memory whole.
  ///
  /// Only after the last piece is it known whether they are what was written: what is made of them must not be kept
  /// where this throws.
  /// - Throws: ``LedgerError/damagedArtifact(path:artifact:expected:found:)`` unless length and SHA-256 are as written;
  ///   and what `body` throws, after which no further piece is read.
  /// - Complexity: O(bytes); memory: one chunk.
  public func readArtifact<Element: ArtifactElement>(
    _ id: Int, as element: Element.Type, body: ([Element]) throws -> Void
  ) throws {
    let artifact = try artifact(id)
    let stride = MemoryLayout<Element>.stride
    guard artifact.bytes >= 0, artifact.bytes % stride == 0 else {
      throw damaged(artifact, "a multiple of \(stride) bytes", "\(artifact.bytes) bytes")
    }
    try checkLength(of: artifact)
    var hash = SHA256()
    for place in 0..<Self.chunks(artifact.bytes) {
      let chunk = try chunk(of: artifact, at: place)
      hash.update(chunk.span)
      var elements: [Element] = []
      elements.reserveCapacity(chunk.count / stride)
      ArtifactChunk.append(chunk, to: &elements)
      try body(elements)
    }
    let digest = "\(hash.finish())"
    guard digest == artifact.sha256 else { throw damaged(artifact, "SHA-256 \(artifact.sha256)", digest) }
  }

  /// The first bytes of an artifact, a chunk at most and unchecked: what it says of its size before it is read whole.
  public func artifactHead(_ id: Int) throws(LedgerError) -> [UInt8] { try chunk(of: try artifact(id), at: 0) }
}
