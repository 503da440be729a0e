import Foundation
import Testing

@testable import Recurrent

@Suite struct SafeTensorsWriterTests {
  private let tensor = Tensor(name: "t", rows: 2, columns: 3, offset: 1)

  private func bytes(_ writer: SafeTensorsWriter, _ parameters: [Float]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    writer.write(try view(parameters)) { bytes += $0 }
    return bytes
  }

  @Test func sources() throws {
    let writer = SafeTensorsWriter(
      outputs: [
        SafeTensorsOutput(name: "straight", shape: [2, 3], source: .weights(tensor)),
        SafeTensorsOutput(name: "turned", shape: [3, 2], source: .turned(tensor)),
        SafeTensorsOutput(name: "zeros", shape: [2], source: .zeros),
      ], metadata: [])
    let file = try SafeTensors(try bytes(writer, [9, 1, 2, 3, 4, 5, 6, 9]))
    func values(_ name: String) throws -> [Float] { file.values(of: try #require(file[name])) }
    #expect(try values("straight") == [1, 2, 3, 4, 5, 6])
    #expect(try values("turned") == [1, 4, 2, 5, 3, 6])
    #expect(try values("zeros") == [0, 0])
    #expect(file.metadata.isEmpty && file.entries.map(\.name) == ["straight", "turned", "zeros"])
  }

  /// Any text comes back, by our reader and by Foundation's; the data begin at a multiple of eight bytes.
  @Test(arguments: ["", "plain", "\"\\/\u{0}\u{1B}\u{1F}\n\t é 中 😀", "{\"a\":[1]}"]) func textIsQuoted(text: String)
    throws
  {
    let output = SafeTensorsOutput(name: "n" + text, shape: [1], source: .zeros)
    let written = try bytes(SafeTensorsWriter(outputs: [output], metadata: [("k" + text, text)]), [])
    let header = written.count - 4
    #expect(header % 8 == 0)
    let file = try SafeTensors(written)
    #expect(file.metadata == ["k" + text: text] && file["n" + text] != nil)
    let object = try JSONSerialization.jsonObject(with: Data(written[8..<header])) as? [String: Any]
    #expect((object?["__metadata__"] as? [String: String])?["k" + text] == text)
  }

  /// More than a piece: pieces join without a seam.
  @Test func pieces() throws {
    let count = (1 << 18) + 3
    let values = (0..<count).map { Float($0) }
    let long = Tensor(name: "t", rows: 1, columns: count, offset: 0)
    let writer = SafeTensorsWriter(
      outputs: [SafeTensorsOutput(name: "t", shape: [count], source: .weights(long))], metadata: [])
    var sizes: [Int] = []
    var all: [UInt8] = []
    writer.write(try view(values)) {
      sizes.append($0.count)
      all += $0
    }
    #expect(sizes == [writer.header.count, 4 << 18, 12])
    let file = try SafeTensors(all)
    #expect(file.values(of: file.entries[0]) == values)
  }

  @Test func aFailedWriteEnds() throws {
    struct Full: Error {}
    let writer = SafeTensorsWriter(
      outputs: [SafeTensorsOutput(name: "t", shape: [2], source: .zeros)], metadata: [])
    var calls = 0
    #expect(throws: Full.self) {
      try writer.write(try view([])) { (_: [UInt8]) throws(Full) in
        calls += 1
        if calls == 2 { throw Full() }
      }
    }
    #expect(calls == 2)
  }
}
