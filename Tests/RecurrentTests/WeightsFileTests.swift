import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct WeightsFileTests {
  private func decode(_ bytes: [UInt8], _ shape: NetworkShape) throws(RecurrentError) -> RecurrentModel {
    try RecurrentModel.decode(bytes, shape: shape, clearsAtSegments: false, hasEOS: true)
  }

  @Test(arguments: [nil, 6], [1, 2]) func roundTripIsBitExact(embedding: Int?, layers: Int) throws {
    let model = try model(embedding: embedding, layers: layers)
    let bytes = model.encode()
    let other = try decode(bytes, model.shape)
    #expect(other.parameters.array == model.parameters.array)
    #expect(other.encode() == bytes)
    let ids = randomIDs(100, below: 11, seed: 1)
    var (one, two) = (model.start(), other.start())
    #expect(model.score(ids, from: &one) == other.score(ids, from: &two))
  }

  /// Every finite bit pattern survives: −0, subnormals, the largest.
  @Test func oddNumbersSurvive() throws {
    let shape = NetworkShape(vocabulary: 2, embedding: 1, hidden: 1)
    let odd: [Float] = [
      -.greatestFiniteMagnitude, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0, 1, 2,
      3, 4,
    ]
    let model = try RecurrentModel(shape, view(odd), clearsAtSegments: false, hasEOS: true)
    let other = try decode(model.encode(), shape)
    #expect(other.parameters.array.map(\.bitPattern) == odd.map(\.bitPattern))
  }

  /// As other programs will read it: header length, JSON, offsets that tile the data, PyTorch's shapes.
  @Test(arguments: [nil, 6]) func headerIsSafetensors(embedding: Int?) throws {
    struct Entry: Decodable, Equatable {
      var dtype: String
      var shape: [Int]
      var data_offsets: [Int]
    }
    let model = try model(embedding: embedding, layers: 1)
    let bytes = model.encode()
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    var object = try #require(try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any])
    let metadata = try #require(object.removeValue(forKey: "__metadata__") as? [String: String])
    #expect(metadata["format"] == "pt" && metadata["cell"] == "tanh")
    let shape = try JSONDecoder().decode(NetworkShape.self, from: Data(try #require(metadata["shape"]).utf8))
    #expect(shape == model.shape)
    let header = try JSONDecoder().decode(
      [String: Entry].self, from: JSONSerialization.data(withJSONObject: object))
    let data = Array(bytes[(8 + length)...])
    let spans = header.values.map(\.data_offsets).sorted { $0[0] < $1[0] }
    #expect(spans.first?[0] == 0 && spans.last?[1] == data.count)
    for (a, b) in zip(spans, spans.dropFirst()) { #expect(a[1] == b[0]) }
    for entry in header.values {
      #expect(entry.dtype == "F32")
      #expect(entry.data_offsets[1] - entry.data_offsets[0] == 4 * entry.shape.reduce(1, *))
    }
    let input = try #require(header["rnn.weight_ih_l0"])
    #expect(input.shape == [9, embedding ?? 11])
    #expect(header["decoder.bias"]?.shape == [11])
    // W_ih[2][3] where PyTorch looks for it.
    let at = input.data_offsets[0] + 4 * (2 * input.shape[1] + 3)
    let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(data[at + $1]) << (8 * UInt32($1)) }
    let tensors = NetworkTensors(model.shape)
    let mine =
      embedding == nil ? tensors.table.offset + 3 * 9 + 2 : (tensors.layers[0].weightIH?.offset ?? 0) + 2 * 6 + 3
    #expect(Float(bitPattern: bits) == model.parameters[mine])
  }

  @Test func damagedBytesAreRefused() throws {
    let shape = NetworkShape(vocabulary: 3, embedding: 2, hidden: 2)
    let weights = numbers(NetworkTensors(shape).count, seed: 1).map { Float($0) }
    let bytes = try RecurrentModel(shape, view(weights), clearsAtSegments: false, hasEOS: true).encode()
    let header = bytes.count - 4 * weights.count
    func expectRefused(_ bytes: [UInt8], _ what: Comment) {
      do {
        _ = try decode(bytes, shape)
        Issue.record("accepted: \(what)")
      } catch {
        guard case .damagedWeights = error else {
          Issue.record("\(error)")
          return
        }
        #expect(error.exitCode == .data)
      }
    }
    for count in 0..<bytes.count { expectRefused(Array(bytes[..<count]), "cut to \(count)") }
    // What the metadata say decides nothing, as long as they are some, and the spaces behind are white.
    let text = String(decoding: bytes[8..<header], as: UTF8.self)
    let metadata = 8 + (text.range(of: "}\"},")?.upperBound.utf16Offset(in: text) ?? 0)
    for place in 0..<header {
      for value in [0, bytes[place] ^ 1, 255] where value != bytes[place] {
        var damaged = bytes
        damaged[place] = value
        if let other = try? decode(damaged, shape) {
          #expect(place > 8 && place < metadata && other.parameters.array == weights, "byte \(place) is \(value)")
        } else {
          expectRefused(damaged, "byte \(place) is \(value)")
        }
      }
    }
    expectRefused(bytes + [0], "one byte more")
    for value in [Float.nan, .infinity, -.infinity] {
      for place in [header, bytes.count - 4] {
        var damaged = bytes
        for index in 0..<4 {
          damaged[place + index] = UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32(index)))
        }
        expectRefused(damaged, "\(value) at byte \(place)")
      }
    }
    expectRefused([UInt8](repeating: 255, count: bytes.count), "all ones")
    for other in [
      NetworkShape(vocabulary: 2, embedding: 3, hidden: 2), NetworkShape(vocabulary: 3, embedding: nil, hidden: 2),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: 2, biases: .one),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: 2, cell: .lstm),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: 2, cutoffs: [.min]),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: 2, context: .max),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: .max, layers: .max),
    ] {
      #expect(throws: RecurrentError.self) { try decode(bytes, other) }
    }
  }

  /// What earlier versions stored: the tensors in the network's order, without metadata, without spaces behind.
  @Test(arguments: [nil, 6]) func earlierFilesAreRead(embedding: Int?) throws {
    let model = try model(embedding: embedding, layers: 2)
    var (fields, offset) = ([String](), 0)
    for output in RecurrentModel.outputs(model.shape) {
      let sizes = output.shape.map(String.init).joined(separator: ",")
      fields.append(
        #""\#(output.name)":{"dtype":"F32","shape":[\#(sizes)],"data_offsets":[\#(offset),\#(offset + 4 * output.count)]}"#
      )
      offset += 4 * output.count
    }
    let bytes = model.encode()
    let old = safeTensors("{\(fields.joined(separator: ","))}", data: Array(bytes.suffix(offset)))
    #expect(old.count < bytes.count)
    #expect(try decode(old, model.shape).parameters.array == model.parameters.array)
  }

  /// Equal in their number of weights, and no numbers of ours.
  @Test func otherTypesAreRefused() throws {
    let shape = NetworkShape(vocabulary: 2, embedding: 1, hidden: 1)
    let text = String(
      decoding: try RecurrentModel(shape, view(Array(repeating: 1, count: 10)), clearsAtSegments: false, hasEOS: true)
        .encode().dropFirst(8).prefix { $0 < 128 && $0 != 0 }, as: UTF8.self)
    #expect(text.contains("F32"))
    let half = RecurrentModel.outputs(shape).reduce(into: (fields: [String](), offset: 0)) { result, output in
      let end = result.offset + 2 * output.count
      let sizes = output.shape.map(String.init).joined(separator: ",")
      result.fields.append(
        #""\#(output.name)":{"dtype":"F16","shape":[\#(sizes)],"data_offsets":[\#(result.offset),\#(end)]}"#)
      result.offset = end
    }
    #expect(throws: RecurrentError.damagedWeights("the header names other tensors")) {
      try decode(safeTensors("{\(half.fields.joined(separator: ","))}", data: half.offset), shape)
    }
  }
}
