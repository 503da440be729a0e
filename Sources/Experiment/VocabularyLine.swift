internal import Ledger
internal import Text

/// One type in an exported vocabulary: a line of four columns with tabs between, after a line that names them.
///
///     id  count  rank  token
///     0   17           <unk>
///     1   1000         <eos>
///     2   543    1     the
///
/// `rank` is empty for `<unk>` and `<eos>`, which tells them from words of the text that look like them. `token` is the
/// type's bytes, lossless: `\\` is a backslash, `\t`, `\n`, `\r` tab, line feed and carriage return, `\u{…}` the Unicode
/// scalar of that number (all that is not visible is written so), `\x..` a byte that is not UTF-8.
public struct VocabularyLine: Equatable, Sendable, CustomStringConvertible {
  public let id: Int
  public let count: Int
  /// Nil for `<unk>` and `<eos>`.
  public let rank: Int?
  public let token: [UInt8]

  public static let header = "id\tcount\trank\ttoken"

  public init(id: Int, count: Int, rank: Int?, token: [UInt8]) {
    self.id = id
    self.count = count
    self.rank = rank
    self.token = token
  }

  init(_ record: TokenRecord) {
    self.init(id: record.id, count: record.count, rank: record.rank, token: record.bytes)
  }

  /// The line, without its line feed.
  public var description: String {
    "\(id)\t\(count)\t\(rank.map(String.init) ?? "")\t\(DisplayText.escaped(token, limit: .max))"
  }

  /// A line read back.
  /// - Parameter line: without its line feed.
  /// - Returns: nil for what ``description`` does not write.
  public init?(_ line: some StringProtocol) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 4, let id = Self.number(columns[0]), let count = Self.number(columns[1]),
      let token = Self.unescaped(columns[3]), !token.isEmpty
    else { return nil }
    rank = columns[2].isEmpty ? nil : Self.number(columns[2])
    if rank == nil && !columns[2].isEmpty { return nil }
    self.id = id
    self.count = count
    self.token = token
  }

  /// Digits alone: no sign, no spaces.
  private static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  /// The bytes that ``DisplayText/escaped(_:limit:)`` shows so; nil for an escape that it does not write.
  package static func unescaped(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "x"):
        guard rest.count >= 2, let number = hexadecimal(rest.prefix(2)) else { return nil }
        bytes.append(UInt8(number))
        rest = rest.dropFirst(2)
      case UInt8(ascii: "u"):
        guard rest.popFirst() == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")),
          let scalar = hexadecimal(rest[..<end]).flatMap(Unicode.Scalar.init)
        else { return nil }
        bytes += Array(String(Character(scalar)).utf8)
        rest = rest[(end + 1)...]
      default: return nil
      }
    }
    return bytes
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt32? {
    guard (1...6).contains(digits.count) else { return nil }
    var number: UInt32 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      number = number << 4 | UInt32(value)
    }
    return number
  }
}
