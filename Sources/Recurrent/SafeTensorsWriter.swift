/// A tensor as it is written to a file, and where its numbers come from.
struct SafeTensorsOutput {
  enum Source {
    /// Row-major, as in the arena.
    case weights(Tensor)
    /// Its columns as rows.
    case turned(Tensor)
    case zeros
  }

  let name: String
  let shape: [Int]
  let source: Source

  var count: Int { shape.reduce(1, *) }
}

/// Writes float32 tensors as a safetensors file, some MiB at a time.
struct SafeTensorsWriter {
  let outputs: [SafeTensorsOutput]
  /// In this order.
  let metadata: [(key: String, value: String)]

  /// Elements that are laid out at a time.
  private static let piece = 1 << 18

  /// The header's length and the header, padded with spaces to a multiple of eight bytes, so that the data of a mapped
  /// file are aligned.
  var header: [UInt8] {
    let texts = metadata.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
    var fields = metadata.isEmpty ? [] : ["\"\(SafeTensorsHeader.metadataName)\":{\(texts.joined(separator: ","))}"]
    var offset = 0
    for output in outputs {
      let sizes = output.shape.map(String.init).joined(separator: ",")
      let end = offset + 4 * output.count
      fields.append(
        "\(Self.quoted(output.name)):{\"dtype\":\"F32\",\"shape\":[\(sizes)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var text = Array("{\(fields.joined(separator: ","))}".utf8)
    text += Array(repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: UInt64(text.count) >> (8 * UInt64($0))) } + text
  }

  func write<Problem>(_ parameters: View<Float>, _ write: ([UInt8]) throws(Problem) -> Void) throws(Problem) {
    try write(header)
    for output in outputs {
      for start in stride(from: 0, to: output.count, by: Self.piece) {
        let part = start..<min(start + Self.piece, output.count)
        var bytes: [UInt8] = []
        SafeTensorsNumbers.append(Self.values(parameters, output.source, part), to: &bytes)
        try write(bytes)
      }
    }
  }

  private static func values(
    _ parameters: View<Float>, _ source: SafeTensorsOutput.Source, _ part: Range<Int>
  ) -> [Float] {
    switch source {
    case .weights(let tensor): return parameters[tensor][part].array
    case .turned(let tensor):
      let values = parameters[tensor]
      return part.map { values[$0 % tensor.rows * tensor.columns + $0 / tensor.rows] }
    case .zeros: return Array(repeating: 0, count: part.count)
    }
  }

  /// A string of JSON.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += #"\""#
      case "\\": quoted += #"\\"#
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
