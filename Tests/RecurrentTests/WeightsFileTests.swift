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

  /// Every bit pattern survives: infinities, −0, subnormals, NaN.
  @Test func oddNumbersSurvive() throws {
    let shape = NetworkShape(vocabulary: 2, embedding: 1, hidden: 1)
    let odd: [Float] = [
      .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .nan, .greatestFiniteMagnitude, 1, 2, 3, 4,
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
    let header = try JSONDecoder().decode([String: Entry].self, from: Data(bytes[8..<8 + length]))
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
    for place in 0..<header {
      for value in [0, bytes[place] ^ 1, 255] where value != bytes[place] {
        var damaged = bytes
        damaged[place] = value
        expectRefused(damaged, "byte \(place) is \(value)")
      }
    }
    expectRefused(bytes + [0], "one byte more")
    expectRefused([UInt8](repeating: 255, count: bytes.count), "all ones")
    for other in [
      NetworkShape(vocabulary: 2, embedding: 3, hidden: 2), NetworkShape(vocabulary: 3, embedding: nil, hidden: 2),
      NetworkShape(vocabulary: 3, embedding: 2, hidden: 2, biases: .one),
    ] {
      #expect(throws: RecurrentError.self) { try decode(bytes, other) }
    }
  }
}
