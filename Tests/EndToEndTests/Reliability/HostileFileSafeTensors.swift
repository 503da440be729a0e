extension HostileFile {
  /// safetensors files whose header lies about sizes, places and types, or whose weights are none.
  static let safeTensors: [HostileFile] = [
    network("a header of 2^63 bytes", length: 1 << 63, ["byte 0", "9223372036854775808"]),
    network("a header of 2^64 - 1 bytes", length: .max, ["byte 0"]),
    network("a header of one byte over the limit", length: 100_000_001, ["byte 0", "100000000"]),
    network("a header longer than the file", length: 10_000_000, ["byte 0", "the file ends"]),
    network("no header", bytes: Array("abc".utf8), ["8 bytes"]),
    network("nothing", bytes: [], ["8 bytes"]),
    network("lists in lists, 100,000 deep", header: "{\"a\":" + String(repeating: "[", count: 100_000), ["byte 13"]),
    network("objects in objects", header: String(repeating: "{\"a\":", count: 100_000), ["byte"]),
    network(
      "a name that stands twice", header: "{\(entry("a", [1], 0, 4)),\(entry("a", [1], 0, 4))}",
      ["byte", "'a' stands here again"]),
    network(
      "a shape that overflows", header: "{\(entry("a", [1 << 32, 1 << 32, 1 << 32], 0, 4))}", ["byte 9", "shape"]),
    network(
      "a shape of 2^64", header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551616],\"data_offsets\":[0,4]}}",
      ["byte", "2^63"]),
    network(
      "a negative size", header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
      ["byte", "whole number"]),
    network("a negative offset", header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", ["byte"]),
    network("offsets that fall", header: "{\(entry("a", [1], 8, 4))}", ["byte 9", "8 to 4"]),
    network("offsets beyond the file", header: "{\(entry("a", [1 << 40], 0, 1 << 42))}", ["byte 9", "bytes of data"]),
    network("offsets near 2^63", header: "{\(entry("a", [1], Int.max - 4, Int.max))}", ["byte 9"]),
    network(
      "tensors that share bytes", header: "{\(entry("a", [2], 0, 8)),\(entry("b", [2], 4, 12))}", data: 12,
      ["share bytes"]),
    network("bytes of no tensor", header: "{\(entry("a", [1], 0, 4))}", data: 12, ["belong to no tensor"]),
    network(
      "a hole between tensors", header: "{\(entry("a", [1], 0, 4)),\(entry("b", [1], 8, 12))}", data: 12,
      ["belong to no tensor"]),
    network("a type of 64-bit integers", header: "{\(entry("a", [1], 0, 8, "I64"))}", data: 8, ["dtype 'I64'"]),
    network("a type that is none", header: "{\(entry("a", [1], 0, 4, "\\u001b[2J"))}", ["dtype"]),
    network("65 axes", header: "{\(entry("a", Array(repeating: 1, count: 65), 0, 4))}", ["64"]),
    network("no tensors", header: "{}", data: 0, ["rnn.weight_ih_l0"]),
    network("a name of a terminal's orders", header: "{\(entry("\\u001b]0;x\\u0007", [1], 0, 4))}", ["no tensor"]),
    network("half a surrogate", header: "{\(entry("\\ud800", [1], 0, 4))}", ["byte"]),
    network("JSON with a comma too many", header: "{\(entry("a", [1], 0, 4)),}", ["byte"]),
    network(
      "a pickle", bytes: [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19],
      ["r.safetensors"]),
    network("weights that are NaN", bytes: network(weight: 0x7FC0_0000), ["element 0", "encoder.weight"]),
    network("weights that are infinite", bytes: network(weight: 0x7F80_0000), ["element 0", "encoder.weight"]),
    network("another vocabulary", bytes: network(vocabulary: 5), ["5 types", "4"]),
    network("a tensor that is missing", bytes: network(without: "rnn.weight_hh_l0"), ["rnn.weight_hh_l0"]),
    network("a tensor too many", bytes: network(extra: "evil.weight"), ["evil.weight"]),
    network("a width that does not fit", bytes: network(hidden: 3), ["shape"]),
    network(
      "100,000 tensors",
      header: "{"
        + (0..<100_000).map { "\"\($0)\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}" }.joined(
          separator: ",") + "}", data: 0,
      ["more than 65536 tensors"]),
    network(
      "metadata of 10 MB", header: "{\"__metadata__\":{\"a\":\"" + String(repeating: "x", count: 10_000_000) + "\"}}",
      data: 0,
      ["rnn.weight_ih_l0"]),
  ]

  private static func entry(_ name: String, _ shape: [Int], _ begin: Int, _ end: Int, _ type: String = "F32") -> String
  {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":[\(shape.map(String.init).joined(separator: ","))],\"data_offsets\":[\(begin),\(end)]}"
  }

  private static func network(_ description: String, bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile(
      "safetensors: " + description, "r.safetensors", bytes, ["import", "r.safetensors", "--name", "m"],
      ["r.safetensors"] + words)
  }

  private static func network(_ description: String, length: UInt64, _ words: [String]) -> HostileFile {
    network(description, bytes: littleEndian(length) + Array("{}".utf8), words)
  }

  private static func network(
    _ description: String, header: String, data: Int = 4, _ words: [String]
  ) -> HostileFile {
    network(
      description,
      bytes: littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + Array(repeating: 0, count: data), words)
  }

  /// A network of tanh units over the corpus's 4 types, with one thing changed.
  static func network(
    weight: UInt32 = 0x3F80_0000, vocabulary: Int = 4, hidden: Int = 2, without: String = "", extra: String? = nil
  ) -> [UInt8] {
    var tensors = [
      ("encoder.weight", [vocabulary, 2]), ("rnn.weight_ih_l0", [2, 2]), ("rnn.weight_hh_l0", [2, 2]),
      ("rnn.bias_ih_l0", [2]), ("rnn.bias_hh_l0", [2]), ("decoder.weight", [vocabulary, hidden]),
      ("decoder.bias", [vocabulary]),
    ].filter { $0.0 != without }
    if let extra { tensors.append((extra, [1])) }
    var (entries, data) = ([String](), [UInt8]())
    for (index, (name, shape)) in tensors.enumerated() {
      let bytes = (0..<shape.reduce(1, *)).flatMap { _ in littleEndian(index == 0 ? weight : 0) }
      entries.append(entry(name, shape, data.count, data.count + bytes.count))
      data += bytes
    }
    let header = "{" + entries.joined(separator: ",") + "}"
    return littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
  }
}
