internal import Foundation

/// One row of numbers out of a `.npy` file, format versions 1 to 3: `<f8` or `<f4`.
///
/// "NumPy Enhancement Proposal 1: A simple file format for NumPy arrays". The header is a Python literal; only what
/// `numpy.save` writes of a plain array is read, and nothing is run.
package enum NumPyNumbers {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// A header says three things; what is longer is none of numpy's.
  private static let longestHeader = 1 << 16

  package static func isLikely(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  package static func read(_ bytes: [UInt8], path: String) throws(ImportScoresError) -> [Double] {
    func wrong(_ byte: Int, _ reason: String) -> ImportScoresError {
      .badNumPy(path: path, byte: byte, reason: reason)
    }
    guard bytes.count >= 12, isLikely(bytes), (1...3).contains(bytes[6]) else {
      throw wrong(0, "this is no NumPy file of version 1, 2 or 3")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longestHeader, start + length <= bytes.count else {
      throw wrong(8, "the header's length does not fit into the file")
    }
    let header = String(decoding: bytes[start..<start + length], as: UTF8.self)
    let isDouble = header.contains("'descr': '<f8'")
    guard isDouble || header.contains("'descr': '<f4'") else {
      throw wrong(start, "its numbers are not '<f8' or '<f4'")
    }
    guard let count = positions(header) else { throw wrong(start, "its shape is not (N,)") }
    let body = bytes[(start + length)...]
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: isDouble ? 8 : 4)
    guard !isTooLarge, size == body.count else {
      throw wrong(start + length, "\(body.count) bytes of numbers, and the header says \(count) numbers")
    }
    return numbers(body, isDouble: isDouble)
  }

  /// N of `'shape': (N,)`.
  private static func positions(_ header: String) -> Int? {
    guard let found = header.range(of: "'shape': (") else { return nil }
    let digits = header[found.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return header[digits.endIndex...].hasPrefix(",)") ? Int(digits) : nil
  }

  private static func numbers(_ body: ArraySlice<UInt8>, isDouble: Bool) -> [Double] {
    let width = isDouble ? 8 : 4
    return stride(from: body.startIndex, to: body.endIndex, by: width).map { place in
      let bits = body[place..<place + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return isDouble ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(bits)))
    }
  }
}
