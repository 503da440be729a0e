/// What becomes of bytes that are no text of their encoding.
public enum InvalidInput: String, Codable, Sendable, CaseIterable {
  /// They end the reading, with their place.
  case error
  /// U+FFFD stands for each: in UTF-8 for each maximal subpart of an ill-formed sequence (The Unicode Standard, section
  /// 3.9), elsewhere for each sequence that ICU's converter refuses.
  case replace
  /// They are left out.
  case skip
}

/// How a source's bytes become text.
public struct Decoding: Codable, Hashable, Sendable {
  public enum Encoding: Hashable, Sendable {
    /// UTF-8, or what a byte order mark announces.
    case utf8
    /// What a converter of ICU is called, by any of its names.
    case named(String)
    /// What a byte order mark announces, else what ICU's detector finds.
    case automatic

    /// The encoding that an option's value means: "utf-8", "auto", or a name.
    public init(_ text: String) {
      self =
        switch text.lowercased() {
        case "utf-8", "utf8": .utf8
        case "auto": .automatic
        default: .named(text)
        }
    }

    /// The text that means this.
    public var text: String {
      switch self {
      case .utf8: "utf-8"
      case .named(let name): name
      case .automatic: "auto"
      }
    }
  }

  public let encoding: Encoding
  public let invalid: InvalidInput
  /// The most bytes that a gzip file may become; nil stands for 100 × the compressed input + 1 GiB.
  public let maxExpanded: Int?

  public init(encoding: Encoding = .utf8, invalid: InvalidInput = .error, maxExpanded: Int? = nil) {
    self.encoding = encoding
    self.invalid = invalid
    self.maxExpanded = maxExpanded
  }

  /// The same with the encoding under its standard name, so that two records of one encoding are equal.
  ///
  /// - Throws: ``TextError/unknownEncoding(_:near:)``, ``TextError/noFileEncoding(_:)``,
  ///   ``TextError/badExpansionLimit(_:)``.
  public func checked() throws(TextError) -> Decoding {
    if let maxExpanded, maxExpanded <= 0 { throw .badExpansionLimit(maxExpanded) }
    guard case .named(let name) = encoding else { return self }
    let charset = try Charset(named: name)
    return Decoding(
      encoding: charset.kind == .utf8 ? .utf8 : .named(charset.name), invalid: invalid, maxExpanded: maxExpanded)
  }

  /// How many bytes `compressed` bytes may become.
  func expansionLimit(compressed: Int) -> Int {
    if let maxExpanded { return maxExpanded }
    let (hundredfold, overflow) = compressed.multipliedReportingOverflow(by: 100)
    let (limit, tooLarge) = hundredfold.addingReportingOverflow(1 << 30)
    return overflow || tooLarge ? .max : limit
  }

  /// The names in JSON, which stand in databases: they never change.
  private enum CodingKeys: String, CodingKey {
    case encoding
    case invalid
    case maxExpanded = "max_expanded"
  }
}

extension Decoding.Encoding: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
