import Testing

@testable import Recurrent

@Suite struct SafeTensorsHeaderTests {
  private static let a = #""a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}"#
  private static let b = #""b":{"dtype":"F16","shape":[],"data_offsets":[24,26]}"#

  @Test func whatIsThere() throws {
    // Fields and tensors in any order, white space, spaces behind.
    let b = #" "b" : { "shape" : [ ] , "data_offsets":[ 24 , 26 ], "dtype":"F16" } "#
    let header = #"{"__metadata__":{"format":"pt","":"x"},\#(b),\#(Self.a)}     "#
    let read = try SafeTensorsHeader(safeTensors(header, data: 26))
    #expect(read.metadata == ["format": "pt", "": "x"])
    #expect(read.entries.map(\.name) == ["a", "b"])
    let data = 8 + header.utf8.count
    #expect(read.entries.map(\.range) == [data..<data + 24, data + 24..<data + 26])
    #expect(read.entries.map(\.shape) == [[2, 3], []] && read.entries.map(\.count) == [6, 1])
    #expect(read.entries.map(\.type) == [.float32, .float16])
  }

  @Test func nothing() throws {
    #expect(try SafeTensorsHeader(safeTensors("{}")).entries.isEmpty)
    #expect(try SafeTensorsHeader(safeTensors(#"{"__metadata__":{}}"#)).metadata.isEmpty)
    let empty = #"{"e":{"dtype":"F64","shape":[0,9223372036854775807],"data_offsets":[24,24]},\#(Self.a)}"#
    #expect(try SafeTensorsHeader(safeTensors(empty, data: 24)).entries.map(\.name) == ["a", "e"])
  }

  private func expect(_ bytes: [UInt8], _ expected: SafeTensorsError, _ line: Int = #line) {
    let found = problem { () throws(SafeTensorsError) in _ = try SafeTensorsHeader(bytes) }
    #expect(found == expected, "line \(line)")
  }

  @Test func lengths() {
    expect([], .tooShort(bytes: 0))
    expect([1, 0, 0, 0, 0, 0, 0], .tooShort(bytes: 7))
    expect([UInt8](repeating: 255, count: 20), .headerTooLong(bytes: .max, limit: 100_000_000))
    expect([1, 0xE1, 0xF5, 5, 0, 0, 0, 0, 0x7B], .headerTooLong(bytes: 100_000_001, limit: 100_000_000))
    expect([0, 0xE1, 0xF5, 5, 0, 0, 0, 0, 0x7B], .headerBeyondEnd(bytes: 100_000_000, file: 9))
    expect([0, 0, 0, 0, 0, 0, 0, 0], .badHeader(byte: 8, expected: "'{'"))
  }

  @Test func wrongJSON() {
    expect(safeTensors("[]"), .badHeader(byte: 8, expected: "'{'"))
    expect(safeTensors("{"), .badHeader(byte: 9, expected: "'\"'"))
    expect(safeTensors("{} x"), .badHeader(byte: 11, expected: "end of the header"))
    expect(safeTensors("{,}"), .badHeader(byte: 9, expected: "'\"'"))
    expect(safeTensors("{\(Self.a),}", data: 24), .badHeader(byte: 9 + Self.a.utf8.count + 1, expected: "'\"'"))
    expect(safeTensors(#"{"a":3}"#), .badHeader(byte: 13, expected: "'{'"))
    expect(safeTensors(#"{"a":{}}"#), .badHeader(byte: 14, expected: "'\"'"))
    let parts = "tensor with dtype, shape and two data_offsets"
    expect(safeTensors(#"{"a":{"dtype":"F32","shape":[]}}"#), .badHeader(byte: 9, expected: parts))
    expect(
      safeTensors(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0]}}"#), .badHeader(byte: 9, expected: parts))
    expect(safeTensors(#"{"a":{"kind":"F32"}}"#), .badHeader(byte: 14, expected: "dtype, shape or data_offsets"))
    expect(
      safeTensors(#"{"a":{"data_offsets":[0,4,4]}}"#), .badHeader(byte: 34, expected: "end of a list of 2 numbers"))
    expect(safeTensors(#"{"__metadata__":{"a":1}}"#), .badHeader(byte: 29, expected: "'\"'"))
    // However deep, brackets are refused at the first that does not belong there.
    expect(safeTensors(String(repeating: "{", count: 100_000)), .badHeader(byte: 9, expected: "'\"'"))
  }

  @Test func namesTwice() {
    expect(safeTensors("{\(Self.a),\(Self.a)}", data: 48), .twice(name: "a", byte: 10 + Self.a.utf8.count))
    expect(safeTensors(#"{"__metadata__":{"k":"1","k":"2"}}"#), .twice(name: "k", byte: 33))
    expect(safeTensors(#"{"__metadata__":{},"__metadata__":{}}"#), .twice(name: "__metadata__", byte: 27))
    expect(safeTensors(#"{"a":{"dtype":"F32","dtype":"F32"}}"#), .twice(name: "dtype", byte: 28))
    // However a name is spelled.
    let spelled = Self.a.replacing("\"a\"", with: #""\u0061""#)
    expect(safeTensors("{\(Self.a),\(spelled)}", data: 48), .twice(name: "a", byte: 10 + Self.a.utf8.count))
  }

  @Test func sizes() {
    func tensor(_ type: String, _ shape: String, _ begin: String, _ end: String) -> [UInt8] {
      safeTensors(#"{"a":{"dtype":"\#(type)","shape":[\#(shape)],"data_offsets":[\#(begin),\#(end)]}}"#, data: 24)
    }
    for type in ["I64", "BOOL", "f32", "", "F8_E4M3"] {
      expect(tensor(type, "6", "0", "24"), .badType(name: "a", byte: 9, type: type))
    }
    expect(tensor("F32", "6", "24", "0"), .badOffsets(name: "a", byte: 9, begin: 24, end: 0, data: 24))
    expect(tensor("F32", "6", "0", "25"), .badOffsets(name: "a", byte: 9, begin: 0, end: 25, data: 24))
    expect(
      tensor("F32", "6", "9223372036854775807", "9223372036854775807"),
      .badOffsets(name: "a", byte: 9, begin: .max, end: .max, data: 24))
    for (type, shape) in [("F32", [5]), ("F32", [7]), ("F64", [6]), ("BF16", [2, 3]), ("F32", []), ("F32", [6, 0])] {
      let text = shape.map(String.init).joined(separator: ",")
      expect(tensor(type, text, "0", "24"), .badSize(name: "a", byte: 9, shape: shape, type: type, bytes: 24))
    }
    for shape in [[Int.max, 4], [1 << 32, 1 << 32], [Int.max, Int.max, Int.max], [1 << 62]] {
      let text = shape.map(String.init).joined(separator: ",")
      expect(tensor("F32", text, "0", "24"), .badSize(name: "a", byte: 9, shape: shape, type: "F32", bytes: 24))
    }
  }

  @Test func tiling() {
    func two(_ first: (Int, Int), _ second: (Int, Int), data: Int) -> [UInt8] {
      let fields = [("a", first), ("b", second)].map { name, range in
        #""\#(name)":{"dtype":"F32","shape":[\#((range.1 - range.0) / 4)],"data_offsets":[\#(range.0),\#(range.1)]}"#
      }
      return safeTensors("{\(fields.joined(separator: ","))}", data: data)
    }
    let start = two((0, 8), (8, 16), data: 0).count
    expect(two((0, 8), (4, 12), data: 12), .overlap(name: "b", byte: 62, other: "a"))
    expect(two((4, 12), (0, 8), data: 12), .overlap(name: "a", byte: 9, other: "b"))
    expect(two((0, 8), (0, 8), data: 8), .overlap(name: "b", byte: 62, other: "a"))
    expect(two((0, 8), (12, 20), data: 20), .gap(byte: start + 9, bytes: 4))
    expect(two((4, 8), (8, 16), data: 16), .gap(byte: start, bytes: 4))
    expect(two((0, 8), (8, 16), data: 17), .gap(byte: start + 16, bytes: 1))
    expect(safeTensors("{}", data: 3), .gap(byte: 10, bytes: 3))
  }

  @Test func tooManyTensors() {
    let fields = (0...SafeTensorsHeader.tensorLimit).map {
      #""\#($0)":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#
    }
    let found = problem { () throws(SafeTensorsError) in
      _ = try SafeTensorsHeader(safeTensors("{\(fields.joined(separator: ","))}"))
    }
    guard case .tooManyTensors(_, 65536) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }
}
