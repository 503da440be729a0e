internal import CICU

/// A character encoding that ICU has a converter for.
///
/// Left out are those that are not made for text in files: UTF-7 and IMAP's form of it (mail), SCSU and BOCU-1
/// (compression), CESU-8 and LMBCS (inside of databases), X11's compound text (clipboards).
struct Charset: Equatable {
  enum Kind: Equatable {
    case utf8
    /// UTF-16 or UTF-32, with the byte order left to a mark.
    case utf16
    case utf32
    case other
  }

  /// MIME's name, else IANA's, else ICU's own.
  let name: String
  let kind: Kind

  init(name: String, kind: Kind = .other) {
    self.name = name
    self.kind = kind
  }

  /// - Throws: ``TextError/unknownEncoding(_:near:)``, ``TextError/noFileEncoding(_:)``.
  init(named name: String) throws(TextError) {
    var standard = [CChar](repeating: 0, count: Int(CICU_CHARSET_CAPACITY))
    var found = CICU_UNKNOWN
    if !name.utf8.contains(0) {
      found = unsafe standard.withUnsafeMutableBufferPointer { unsafe cicu_charset_find(name, $0.baseAddress) }
    }
    let bytes = standard.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    self.name = String(decoding: bytes, as: UTF8.self)
    switch found {
    case CICU_UNKNOWN: throw .unknownEncoding(name, near: Self.near(name))
    case CICU_NO_FILE_ENCODING: throw .noFileEncoding(self.name)
    case CICU_UTF8: kind = .utf8
    case CICU_UTF16: kind = .utf16
    case CICU_UTF32: kind = .utf32
    default: kind = .other
    }
  }

  /// The standard names of all encodings that may be named, sorted.
  static var allNames: [String] {
    var names: Set<String> = []
    for aliases in aliases {
      if let charset = try? Charset(named: aliases[0]) { names.insert(charset.name) }
    }
    return names.sorted()
  }

  /// All names of ICU's converters, converter by converter.
  private static let aliases: [[String]] = {
    var all: [[String]] = []
    while true {
      var names: [String] = []
      while let name = unsafe cicu_charset_alias(Int32(all.count), UInt16(names.count)) {
        names.append(unsafe String(cString: name))
      }
      if names.isEmpty { return all }
      all.append(names)
    }
  }()

  /// The same as they are compared, each with its digits alone.
  private static let bareAliases = aliases.map { $0.map { (name: bare($0), digits: bare($0).filter(isDigit)) } }

  /// Standard names of encodings that have a name like the one given, the likest first.
  private static func near(_ name: String) -> [String] {
    let wanted = bare(name)
    guard !wanted.isEmpty, wanted.count < Int(CICU_CHARSET_CAPACITY) else { return [] }
    let digits = wanted.filter(isDigit)
    let most = max(1, wanted.count / 3)
    var ranked: [(distance: Int, name: String)] = []
    for (aliases, known) in zip(aliases, bareAliases) {
      let distances = known.map { known in
        // A code page's number says more than the letters before it.
        if digits.count > 2, digits == known.digits { return 1 }
        // What is so much longer is no nearer.
        let longer = abs(known.name.count - wanted.count)
        return longer > most ? longer : editDistance(wanted, known.name)
      }
      guard let least = distances.min(), least <= most else { continue }
      if let charset = try? Charset(named: aliases[0]) { ranked.append((least, charset.name)) }
    }
    // Names that the standards know come before those of a vendor's tables, which are long.
    ranked.sort { ($0.distance, $0.name.utf8.count, $0.name) < ($1.distance, $1.name.utf8.count, $1.name) }
    return ranked.prefix(5).map(\.name)
  }

  /// The letters and digits alone, as ICU compares names.
  private static func bare(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { (0x61...0x7A).contains($0) || isDigit($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Levenshtein's distance.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}

extension Decoding {
  /// The encodings that may be named, by their standard names: what a list of them shows.
  public static var encodingNames: [String] { Charset.allNames }
}
