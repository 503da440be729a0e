internal import NGrams

/// Stored n-gram models: read, used, and written as the same bytes.
enum FuzzedBackoff: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard let model = try? BackoffModel(decoding: bytes) else { return false }
    try ModelUse.check(model)
    let written = try BrokenPromise.on("what was read can be written") { try write(model) }
    let again = try BrokenPromise.on("what was written is read") { try BackoffModel(decoding: written) }
    // Zeros of both signs are equal, and packed numbers may have been written with more bytes than they need.
    try BrokenPromise.unless(again == model, "what was written reads as another model")
    return true
  }

  private static func write(_ model: BackoffModel) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try model.encode { span in for index in span.indices { bytes.append(span[index]) } }
    return bytes
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws {
      // A lower order than 1 for what is not listed.
      let stupid = try SmallModels.counts.map { name, trie in
        ("stupid-\(name)", BackoffEstimator(trie, EstimationSettings(.stupidBackoff(factor: 0.4))).estimate().model)
      }
      return try (SmallModels.backoff + stupid).map { ($0.0, try write($0.1)) }
    }
  }
}
