/// A safetensors file that has been read: named tensors of floating-point numbers, and what its writer says of them.
///
///     let file = try SafeTensors(bytes)
///     let bias = file["decoder.bias"].map { file.values(of: $0) }
public struct SafeTensors: Sendable {
  /// In the order of their bytes.
  public let entries: [SafeTensorsEntry]
  public let metadata: [String: String]
  private let bytes: [UInt8]
  private let places: [String: Int]

  /// - Throws: what is wrong with the header, or where header and data do not fit together.
  public init(_ bytes: [UInt8]) throws(SafeTensorsError) {
    let header = try SafeTensorsHeader(bytes)
    entries = header.entries
    metadata = header.metadata
    self.bytes = bytes
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() { places[entry.name] = place }
    self.places = places
  }

  /// Whether a file begins as this format does, and no text: with the length of a header below 4 GiB, whose upper bytes
  /// are zero, and the header's brace.
  public static func isLikely(_ beginning: some Collection<UInt8>) -> Bool {
    let bytes = Array(beginning.prefix(9))
    guard bytes.count == 9, bytes[8] == UInt8(ascii: "{") else { return false }
    return bytes[4..<8].allSatisfy { $0 == 0 }
  }

  public subscript(name: String) -> SafeTensorsEntry? { places[name].map { entries[$0] } }

  /// The numbers of a tensor, or of some of its elements, each as the nearest Float.
  public func values(of entry: SafeTensorsEntry, _ part: Range<Int>? = nil) -> [Float] {
    let part = part ?? 0..<entry.count
    precondition(part.lowerBound >= 0 && part.upperBound <= entry.count, "the part lies inside the tensor")
    let width = entry.type.width
    let start = entry.range.lowerBound
    let range = start + part.lowerBound * width..<start + part.upperBound * width
    return SafeTensorsNumbers.floats(bytes, range, entry.type)
  }
}
