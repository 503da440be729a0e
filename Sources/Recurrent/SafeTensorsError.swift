public import Platform

/// What is wrong with a safetensors file, and at which of its bytes.
///
/// Names come from the file: they are shown with everything that acts on a terminal escaped.
public enum SafeTensorsError: Failure, Equatable {
  /// Fewer bytes than the length of the header takes.
  case tooShort(bytes: Int)
  case headerTooLong(bytes: UInt64, limit: Int)
  case headerBeyondEnd(bytes: Int, file: Int)
  /// No JSON, or other JSON than the format has.
  case badHeader(byte: Int, expected: String)
  case tooManyTensors(byte: Int, limit: Int)
  case twice(name: String, byte: Int)
  case badType(name: String, byte: Int, type: String)
  /// Offsets that fall, or lie beyond the data.
  case badOffsets(name: String, byte: Int, begin: Int, end: Int, data: Int)
  /// As many bytes as this shape does not take.
  case badSize(name: String, byte: Int, shape: [Int], type: String, bytes: Int)
  /// Two tensors share bytes.
  case overlap(name: String, byte: Int, other: String)
  /// Bytes that belong to no tensor; `byte` is the first one.
  case gap(byte: Int, bytes: Int)

  public var exitCode: ExitCode { .data }

  public var description: String { "\(reason); \(advice)" }

  /// What and where, without what to do.
  var reason: String {
    switch self {
    case .tooShort(let bytes): "a safetensors file begins with 8 bytes, and this has \(bytes)"
    case .headerTooLong(let bytes, let limit):
      "byte 0: the header would have \(bytes) bytes, and \(limit) are allowed"
    case .headerBeyondEnd(let bytes, let file):
      "byte 0: the header would have \(bytes) bytes, and the file ends after \(file)"
    case .badHeader(let byte, let expected): "byte \(byte): here stands no \(expected)"
    case .tooManyTensors(let byte, let limit): "byte \(byte): more than \(limit) tensors"
    case .twice(let name, let byte): "byte \(byte): '\(Self.shown(name))' stands here again"
    case .badType(let name, let byte, let type):
      "byte \(byte): '\(Self.shown(name))' is of dtype '\(Self.shown(type))'"
    case .badOffsets(let name, let byte, let begin, let end, let data):
      "byte \(byte): '\(Self.shown(name))' would lie at \(begin) to \(end) of \(data) bytes of data"
    case .badSize(let name, let byte, let shape, let type, let bytes):
      "byte \(byte): '\(Self.shown(name))' has \(bytes) bytes, not those of shape \(Self.shown(shape)) in \(type)"
    case .overlap(let name, let byte, let other):
      "byte \(byte): '\(Self.shown(name))' and '\(Self.shown(other))' share bytes"
    case .gap(let byte, let bytes): "byte \(byte): \(bytes) bytes belong to no tensor"
    }
  }

  private var advice: String {
    switch self {
    case .headerTooLong: "give a safetensors file, or one with fewer tensors"
    case .tooManyTensors: "give a file with the weights of one network"
    case .badType: "save it as F32, F64, F16 or BF16, or leave it out"
    default: "the file is no safetensors file, or damaged: write or download it again"
    }
  }

  /// A name from a file as one line of visible ASCII.
  static func shown(_ name: String) -> String {
    var text = ""
    for (count, scalar) in name.unicodeScalars.enumerated() {
      if count == 80 { return text + "…" }
      if scalar == "\\" {
        text += #"\\"#
      } else if scalar.value > 0x20 && scalar.value < 0x7F {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return text
  }

  /// A shape as PyTorch shows it.
  static func shown(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }
}
