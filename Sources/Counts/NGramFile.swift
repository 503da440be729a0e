public import Platform

/// Stored counts that are not what they should be.
public struct DamagedNGrams: Failure, Equatable {
  /// Where in the bytes.
  public let offset: Int
  public let reason: String

  public var exitCode: ExitCode { .data }
  public var description: String {
    "the stored n-grams are damaged at byte \(offset): \(reason); train the model again with --replace"
  }
}

/// A table as bytes: a header, then each row as what differs from the row before.
///
/// Header: "lmctlng1", then order, V and the number of rows. A row: how many ids it shares with the row before, the
/// first other id's distance from the one above it (from 0 in the first row), the remaining ids, the count. All
/// numbers are unsigned LEB128 (seven bits a byte, the lowest first).
extension NGramTable {
  private static let magic = Array("lmctlng1".utf8)

  public func encode() -> [UInt8] {
    var bytes = Self.magic
    func append(_ number: UInt64) {
      var rest = number
      while rest >= 128 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    for number in [order, vocabularySize, count] { append(UInt64(number)) }
    for index in 0..<count {
      let row = row(index)
      let above = index > 0 ? self.row(index - 1) : []
      let shared = zip(row, above).prefix { $0 == $1 }.count
      append(UInt64(shared))
      append(UInt64(row[row.startIndex + shared] - (above.isEmpty ? 0 : above[above.startIndex + shared])))
      for id in row.dropFirst(shared + 1) { append(UInt64(id)) }
      append(counts[index])
    }
    return bytes
  }

  /// - Throws: ``DamagedNGrams`` for any bytes that ``encode()`` does not make.
  public static func decode(_ bytes: [UInt8]) throws(DamagedNGrams) -> NGramTable {
    var offset = magic.count
    func fail(_ reason: String) -> DamagedNGrams { DamagedNGrams(offset: offset, reason: reason) }
    func next() throws(DamagedNGrams) -> UInt64 {
      var (number, shift) = (UInt64(0), UInt64(0))
      while offset < bytes.count, shift < 64 {
        let byte = bytes[offset]
        let part = UInt64(byte & 127)
        if shift == 63 && part > 1 { break }
        number |= part << shift
        offset += 1
        if byte < 128 { return number }
        shift += 7
      }
      throw fail(offset < bytes.count ? "a number has too many digits" : "the file ends inside a number")
    }
    guard bytes.starts(with: magic) else { throw DamagedNGrams(offset: 0, reason: "it does not start as n-grams do") }
    let (order, size, count) = (try next(), try next(), try next())
    guard 1...16 ~= order, 1...UInt64(1 << 31) ~= size else { throw fail("order \(order), vocabulary \(size)") }
    // Each row takes at least one byte an id left over and one for its count.
    guard count <= UInt64(bytes.count) / 3 + 1 else { throw fail("\(count) rows cannot be in so few bytes") }
    let (n, rows) = (Int(order), Int(count))
    var ids: [UInt32] = []
    var counts: [UInt64] = []
    var total: UInt64 = 0
    for _ in 0..<rows {
      let isFirst = ids.isEmpty
      let shared = try next()
      guard shared < order, !isFirst || shared == 0 else { throw fail("a row shares \(shared) of \(n) ids") }
      let above = ids.count - n
      if !isFirst { for column in 0..<Int(shared) { ids.append(ids[above + column]) } }
      let step = try next()
      guard isFirst || step > 0 else { throw fail("a row is not above the one before") }
      let base = isFirst ? 0 : UInt64(ids[above + Int(shared)])
      let (id, overflow) = base.addingReportingOverflow(step)
      guard !overflow, id <= size else { throw fail("an id beyond the vocabulary") }
      ids.append(UInt32(id))
      for _ in Int(shared) + 1..<n {
        let id = try next()
        guard id <= size else { throw fail("an id beyond the vocabulary") }
        ids.append(UInt32(id))
      }
      guard UInt64(ids[ids.count - 1]) < size else { throw fail("<bos> in the place of a token") }
      let times = try next()
      let (sum, tooMany) = total.addingReportingOverflow(times)
      guard times > 0, !tooMany else { throw fail("a count of \(times)") }
      total = sum
      counts.append(times)
    }
    guard offset == bytes.count else { throw fail("\(bytes.count - offset) bytes too many") }
    return NGramTable(order: n, vocabularySize: Int(size), ids: ids, counts: counts)
  }
}
