/// What a token is.
public enum TokenUnit: String, Codable, Sendable, CaseIterable {
  /// Words, numbers, punctuation and symbols, as ICU breaks words (UAX #29, dictionaries for Thai, Chinese and others).
  case word
  /// Grapheme clusters (UAX #29), spaces among them.
  case char
  /// What stands between ASCII white space, for text that is tokenized already.
  case whitespace
}

public enum CaseMapping: String, Codable, Sendable, CaseIterable {
  case keep
  /// Full lower-casing by the locale's rules (The Unicode Standard, section 3.13).
  case lower
  /// Full case folding, for texts that are compared without regard to case (section 3.13): ß becomes ss, and with a
  /// Turkic locale I becomes ı.
  case fold
}

/// A Unicode normalization form (UAX #15).
public enum Normalization: String, Codable, Sendable, CaseIterable {
  case none
  case nfc
  case nfkc
}

/// What ends a segment.
public enum Boundary: String, Codable, Sendable, CaseIterable {
  /// LF, with a CR before it, or the file's end.
  case line
  /// A sentence by ICU's rules of the locale (UAX #29), which end one at every line's end too.
  case sentence
  /// An empty line, or one of white space alone.
  case paragraph
  /// Nothing: a corpus is one sequence.
  case none

  /// Whether a line's end matters to segments, and so is no token.
  public var endsWithLines: Bool { self == .line || self == .paragraph }
  /// Whether segments without tokens are none.
  public var dropsEmptySegments: Bool { self == .sentence || self == .paragraph }
}

/// Which words are tokens, by what ICU calls them.
public enum KeptTokens: String, Codable, Sendable, CaseIterable {
  case all
  /// Not punctuation and symbols.
  case words
  /// Nor numbers.
  case letters
}

public enum NumberMapping: String, Codable, Sendable, CaseIterable {
  case keep
  /// Every number becomes `<num>`.
  case mask
}

/// The text cleaning of Dive into Deep Learning: lower-case ASCII letters, every run of others one space.
public enum Preset: String, Codable, Sendable, CaseIterable {
  /// Words.
  case d2lWord = "d2l-word"
  /// Characters of the lines, each stripped at both ends, with nothing between two lines.
  case d2lChar = "d2l-char"
  /// Characters of the file cleaned as one text, which is not stripped: the book's form since 2022.
  case d2lChar2022 = "d2l-char-2022"
}

/// Everything that decides which tokens a text becomes.
public struct TokenizerSettings: Codable, Hashable, Sendable {
  public let unit: TokenUnit
  public let caseMapping: CaseMapping
  public let normalization: Normalization
  /// A language tag; "" is the root locale.
  public let locale: String
  public let boundary: Boundary
  /// Whether lines without tokens make no segment.
  public let skipEmptyLines: Bool
  public let preset: Preset?
  public let keep: KeptTokens
  public let numbers: NumberMapping
  /// The longest token, in bytes.
  public let maxTokenBytes: Int
  public let decoding: Decoding

  public init(
    unit: TokenUnit = .word, caseMapping: CaseMapping = .keep, normalization: Normalization = .none,
    locale: String = "", boundary: Boundary = .line, skipEmptyLines: Bool = false, keep: KeptTokens = .all,
    numbers: NumberMapping = .keep, maxTokenBytes: Int = 65536, decoding: Decoding = Decoding()
  ) {
    self.unit = unit
    self.caseMapping = caseMapping
    self.normalization = normalization
    self.locale = locale
    self.boundary = boundary
    self.skipEmptyLines = skipEmptyLines
    self.preset = nil
    self.keep = keep
    self.numbers = numbers
    self.maxTokenBytes = maxTokenBytes
    self.decoding = decoding
  }

  /// A preset fixes the rest.
  public init(preset: Preset, maxTokenBytes: Int = 65536, decoding: Decoding = Decoding()) {
    self.unit = preset == .d2lWord ? .word : .char
    self.caseMapping = .lower
    self.normalization = .none
    self.locale = ""
    self.boundary = .none
    self.skipEmptyLines = false
    self.preset = preset
    self.keep = .all
    self.numbers = .keep
    self.maxTokenBytes = maxTokenBytes
    self.decoding = decoding
  }

  /// Whether segments without tokens are none.
  public var dropsEmptySegments: Bool { skipEmptyLines || boundary.dropsEmptySegments }

  /// The names in JSON, which stand in databases: they never change.
  private enum CodingKeys: String, CodingKey {
    case unit
    case caseMapping = "case"
    case normalization = "normalize"
    case locale
    case boundary
    case skipEmptyLines = "skip_empty_lines"
    case preset
    case keep
    case numbers
    case maxTokenBytes = "max_token_bytes"
    case decoding
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let maxTokenBytes = try values.decode(Int.self, forKey: .maxTokenBytes)
    let decoding = try values.decodeIfPresent(Decoding.self, forKey: .decoding) ?? Decoding()
    if let preset = try values.decodeIfPresent(Preset.self, forKey: .preset) {
      self.init(preset: preset, maxTokenBytes: maxTokenBytes, decoding: decoding)
    } else {
      self.init(
        unit: try values.decode(TokenUnit.self, forKey: .unit),
        caseMapping: try values.decode(CaseMapping.self, forKey: .caseMapping),
        normalization: try values.decode(Normalization.self, forKey: .normalization),
        locale: try values.decode(String.self, forKey: .locale),
        boundary: try values.decode(Boundary.self, forKey: .boundary),
        skipEmptyLines: try values.decode(Bool.self, forKey: .skipEmptyLines),
        keep: try values.decodeIfPresent(KeptTokens.self, forKey: .keep) ?? .all,
        numbers: try values.decodeIfPresent(NumberMapping.self, forKey: .numbers) ?? .keep,
        maxTokenBytes: maxTokenBytes, decoding: decoding)
    }
  }
}
