/// How a tensor's numbers are stored: the types that networks are saved in.
public enum SafeTensorsType: String, Sendable, CaseIterable {
  case float32 = "F32"
  case float64 = "F64"
  case float16 = "F16"
  case bfloat16 = "BF16"

  /// Bytes of a number.
  var width: Int {
    switch self {
    case .float32: 4
    case .float64: 8
    case .float16, .bfloat16: 2
    }
  }
}

/// One tensor of a file: row-major, little-endian.
public struct SafeTensorsEntry: Equatable, Sendable {
  public let name: String
  public let type: SafeTensorsType
  public let shape: [Int]
  /// Its bytes in the file.
  public let range: Range<Int>
  /// Of the file, where its name stands.
  let byte: Int

  public var count: Int { range.count / type.width }
}

/// What stands before the data: `{name: {dtype, shape, data_offsets}, "__metadata__": {text: text}}`, after its length in
/// eight bytes, little-endian. Source: the format description of huggingface/safetensors.
///
/// The file may come from anywhere: every size is checked against its length before anything is made of it, names stand
/// once, and the tensors tile the data, without gap or overlap, as the format demands.
struct SafeTensorsHeader: Equatable {
  /// In the order of their bytes.
  private(set) var entries: [SafeTensorsEntry] = []
  private(set) var metadata: [String: String] = [:]

  /// The format's own limit.
  static let limit = 100_000_000
  /// Of what one network has, many times over.
  static let tensorLimit = 1 << 16
  /// PyTorch's.
  private static let rankLimit = 64
  static let metadataName = "__metadata__"

  init(_ bytes: [UInt8]) throws(SafeTensorsError) {
    guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    guard length <= Self.limit else { throw .headerTooLong(bytes: length, limit: Self.limit) }
    let start = 8 + Int(length)
    guard start <= bytes.count else { throw .headerBeyondEnd(bytes: Int(length), file: bytes.count) }
    var scanner = SafeTensorsScanner(bytes, 8..<start)
    try read(&scanner, data: start..<bytes.count)
    try checkTiling(start..<bytes.count)
  }

  private mutating func read(_ scanner: inout SafeTensorsScanner, data: Range<Int>) throws(SafeTensorsError) {
    var names: Set<String> = []
    try scanner.expect("{")
    if !scanner.take("}") {
      repeat {
        scanner.skipSpace()
        let byte = scanner.position
        let name = try scanner.string()
        guard names.insert(name).inserted else { throw .twice(name: name, byte: byte) }
        guard names.count <= Self.tensorLimit else { throw .tooManyTensors(byte: byte, limit: Self.tensorLimit) }
        try scanner.expect(":")
        if name == Self.metadataName {
          try readMetadata(&scanner)
        } else {
          entries.append(try Self.entry(name, byte, &scanner, data))
        }
      } while try scanner.hasMore(until: "}")
    }
    // Writers pad the header with spaces.
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw .badHeader(byte: scanner.position, expected: "end of the header") }
  }

  private mutating func readMetadata(_ scanner: inout SafeTensorsScanner) throws(SafeTensorsError) {
    try scanner.expect("{")
    if scanner.take("}") { return }
    repeat {
      scanner.skipSpace()
      let byte = scanner.position
      let key = try scanner.string()
      try scanner.expect(":")
      guard metadata.updateValue(try scanner.string(), forKey: key) == nil else { throw .twice(name: key, byte: byte) }
    } while try scanner.hasMore(until: "}")
  }

  private static func entry(
    _ name: String, _ byte: Int, _ scanner: inout SafeTensorsScanner, _ data: Range<Int>
  ) throws(SafeTensorsError) -> SafeTensorsEntry {
    var (dtype, shape, offsets): (String?, [Int]?, [Int]?)
    try scanner.expect("{")
    repeat {
      scanner.skipSpace()
      let at = scanner.position
      let field = try scanner.string()
      try scanner.expect(":")
      switch field {
      case "dtype" where dtype == nil: dtype = try scanner.string()
      case "shape" where shape == nil: shape = try numbers(&scanner, atMost: rankLimit)
      case "data_offsets" where offsets == nil: offsets = try numbers(&scanner, atMost: 2)
      case "dtype", "shape", "data_offsets": throw .twice(name: field, byte: at)
      default: throw .badHeader(byte: at, expected: "dtype, shape or data_offsets")
      }
    } while try scanner.hasMore(until: "}")
    guard let dtype, let shape, let offsets, offsets.count == 2 else {
      throw .badHeader(byte: byte, expected: "tensor with dtype, shape and two data_offsets")
    }
    guard let type = SafeTensorsType(rawValue: dtype) else { throw .badType(name: name, byte: byte, type: dtype) }
    let (begin, end) = (offsets[0], offsets[1])
    guard begin <= end, end <= data.count else {
      throw .badOffsets(name: name, byte: byte, begin: begin, end: end, data: data.count)
    }
    guard size(shape, type) == end - begin else {
      throw .badSize(name: name, byte: byte, shape: shape, type: dtype, bytes: end - begin)
    }
    return SafeTensorsEntry(
      name: name, type: type, shape: shape, range: data.lowerBound + begin..<data.lowerBound + end, byte: byte)
  }

  private static func numbers(
    _ scanner: inout SafeTensorsScanner, atMost limit: Int
  ) throws(SafeTensorsError) -> [Int] {
    var numbers: [Int] = []
    try scanner.expect("[")
    if scanner.take("]") { return [] }
    repeat {
      guard numbers.count < limit else {
        throw .badHeader(byte: scanner.position, expected: "end of a list of \(limit) numbers")
      }
      numbers.append(try scanner.number())
    } while try scanner.hasMore(until: "]")
    return numbers
  }

  /// The bytes of such a tensor, or nil where no memory holds them.
  private static func size(_ shape: [Int], _ type: SafeTensorsType) -> Int? {
    if shape.contains(0) { return 0 }
    var size = type.width
    for count in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: count)
      if overflow { return nil }
      size = product
    }
    return size
  }

  private mutating func checkTiling(_ data: Range<Int>) throws(SafeTensorsError) {
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.byte) < ($1.range.lowerBound, $1.range.upperBound, $1.byte)
    }
    var end = data.lowerBound
    for (index, entry) in entries.enumerated() {
      guard entry.range.lowerBound >= end else {
        throw .overlap(name: entry.name, byte: entry.byte, other: entries[index - 1].name)
      }
      guard entry.range.lowerBound == end else { throw .gap(byte: end, bytes: entry.range.lowerBound - end) }
      end = entry.range.upperBound
    }
    guard end == data.upperBound else { throw .gap(byte: end, bytes: data.upperBound - end) }
  }
}
