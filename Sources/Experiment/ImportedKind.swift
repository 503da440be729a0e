internal import Recurrent
internal import Text

/// What a file holds that is taken in.
public enum ImportedKind: Sendable {
  /// An n-gram model in ARPA's format.
  case arpa
  /// A network in safetensors' format.
  case network

  /// From a file's content where it can be looked at twice, and else from its name.
  ///
  /// - Parameter path: `-` is standard input.
  /// - Throws: where the file cannot be read.
  public init(_ path: String, maxExpanded: Int? = nil) throws {
    if path.lowercased().hasSuffix(".safetensors") {
      self = .network
      return
    }
    let sources = try Source.expand([path])
    // What is read from a pipe is gone.
    guard sources.count == 1, sources[0].path == path, sources[0].size != nil else {
      self = .arpa
      return
    }
    var bytes = try SourceBytes(sources[0], Decoding(maxExpanded: maxExpanded).checked())
    var beginning: [UInt8] = []
    while beginning.count < 9, try bytes.read(into: &beginning, limit: 9) {}
    self = SafeTensors.isLikely(beginning) ? .network : .arpa
  }
}
