@testable import Recurrent

/// Bytes of a safetensors file with this header, right or wrong, before this many zeros.
func safeTensors(_ header: String, data count: Int = 0) -> [UInt8] {
  safeTensors(header, data: [UInt8](repeating: 0, count: count))
}

func safeTensors(_ header: String, data: [UInt8]) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) } + Array(header.utf8) + data
}

/// A file of float32 tensors, in this order.
func safeTensors(
  _ tensors: [(name: String, shape: [Int], values: [Float])], metadata: [String: String] = [:]
) throws -> [UInt8] {
  let all = tensors.flatMap(\.values)
  var offset = 0
  let outputs = tensors.map { name, shape, values in
    precondition(shape.reduce(1, *) == values.count, "values for the whole shape")
    defer { offset += values.count }
    return SafeTensorsOutput(
      name: name, shape: shape,
      source: .weights(Tensor(name: name, rows: 1, columns: values.count, offset: offset)))
  }
  let writer = SafeTensorsWriter(
    outputs: outputs, metadata: metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  var bytes: [UInt8] = []
  writer.write(try view(all)) { bytes += $0 }
  return bytes
}

/// The error that a call throws, or nil.
func problem<E: Error>(_ body: () throws(E) -> Void) -> E? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
