@testable import Text

/// What bytes say by the standard library's decoders alone: the text with U+FFFD for each fault, how many there were, and
/// where the first is.
struct IndependentDecoding: Equatable {
  var replaced: [UInt8] = []
  var skipped: [UInt8] = []
  var invalid = 0
  /// In bytes of the file.
  var firstFault: Int?
  /// In bytes of the text before it.
  var prefixLength = 0

  /// All of the bytes as UTF-8, without regard to marks.
  init(utf8 bytes: [UInt8]) { readUTF8(bytes, 0) }

  /// - Parameter encoding: one of Unicode's; UTF-8 obeys a byte order mark. Nil for every other.
  init?(_ bytes: [UInt8], _ encoding: String) {
    let mark = ByteOrderMark.find(in: bytes)
    let name = encoding == "utf-8" ? mark?.encoding ?? "UTF-8" : encoding
    let start = encoding == "utf-8" || mark?.encoding == encoding ? mark?.bytes.count ?? 0 : 0
    let text = Array(bytes[start...])
    switch name {
    case "UTF-8": readUTF8(text, start)
    case "UTF-16LE", "UTF-16BE": readUTF16(text, start, isBig: name == "UTF-16BE")
    case "UTF-32LE", "UTF-32BE": readUTF32(text, start, isBig: name == "UTF-32BE")
    default: return nil
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    let bytes = Array(String(scalar).utf8)
    replaced += bytes
    skipped += bytes
  }

  private mutating func fault(at place: Int) {
    if firstFault == nil { prefixLength = replaced.count }
    replaced += [0xEF, 0xBF, 0xBD]
    invalid += 1
    firstFault = firstFault ?? place
  }

  private mutating func readUTF8(_ text: [UInt8], _ start: Int) {
    var (parser, rest, place) = (Unicode.UTF8.ForwardParser(), text.makeIterator(), start)
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar):
        let bytes = Array(scalar)
        replaced += bytes
        skipped += bytes
        place += bytes.count
      case .error(let length):
        fault(at: place)
        place += length
      case .emptyInput: return
      }
    }
  }

  /// What is cut off at the end, of a pair or of a unit, is one fault.
  private mutating func readUTF16(_ text: [UInt8], _ start: Int, isBig: Bool) {
    var place = 0
    func unit(_ place: Int) -> UInt16? {
      guard place + 1 < text.count else { return nil }
      let (first, second) = (UInt16(text[place]), UInt16(text[place + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    while place < text.count {
      guard let first = unit(place) else { return fault(at: start + place) }
      if UTF16.isLeadSurrogate(first) {
        guard let second = unit(place + 2) else { return fault(at: start + place) }
        if UTF16.isTrailSurrogate(second) {
          take(UTF16.decode(UTF16.EncodedScalar([first, second])))
          place += 4
          continue
        }
      }
      if let scalar = Unicode.Scalar(first) { take(scalar) } else { fault(at: start + place) }
      place += 2
    }
  }

  private mutating func readUTF32(_ text: [UInt8], _ start: Int, isBig: Bool) {
    for place in stride(from: 0, to: text.count, by: 4) {
      let unit = text[place..<min(place + 4, text.count)]
      let value = (isBig ? Array(unit) : unit.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if unit.count == 4, let scalar = Unicode.Scalar(value) { take(scalar) } else { fault(at: start + place) }
    }
  }
}
