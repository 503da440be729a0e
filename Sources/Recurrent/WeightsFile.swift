internal import Foundation
internal import Platform

/// A model's weights as bytes: the safetensors format, with PyTorch's names and layouts.
///
/// Eight bytes of header length (little-endian), a JSON header `{name: {dtype, shape, data_offsets}}`, then the
/// tensors as little-endian float32 in the header's order. Source: the format description of
/// huggingface/safetensors. Only files as ``encode()`` makes them are read here.
extension RecurrentModel {
  public func encode() -> [UInt8] {
    let header = Self.header(shape)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header.count + 4 * parameters.count)
    bytes += header
    for tensor in NetworkTensors(shape).all {
      for value in Self.stored(parameters[tensor], tensor, shape) {
        let bits = value.bitPattern
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
      }
    }
    return bytes
  }

  /// The header's length and the header.
  private static func header(_ shape: NetworkShape) -> [UInt8] {
    var fields: [String] = []
    for tensor in NetworkTensors(shape).all {
      let sizes = storedShape(tensor, shape).map(String.init).joined(separator: ",")
      let offsets = "\(4 * tensor.offset),\(4 * tensor.range.upperBound)"
      fields.append("\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":[\(sizes)],\"data_offsets\":[\(offsets)]}")
    }
    let header = "{\(fields.joined(separator: ","))}".utf8
    return (0..<8).map { UInt8(truncatingIfNeeded: UInt64(header.count) >> (8 * UInt64($0))) } + header
  }

  /// - Throws: ``RecurrentError/damagedWeights(_:)`` where the bytes are not those of a network of this shape.
  public static func decode(
    _ bytes: [UInt8], shape: NetworkShape, clearsAtSegments: Bool, hasEOS: Bool
  ) throws(RecurrentError) -> RecurrentModel {
    guard let count = shape.parameters else { throw .tooLarge(shape) }
    // Any other names, shapes or offsets are not ours.
    let header = header(shape)
    guard bytes.starts(with: header) else { throw .damagedWeights("the header names other tensors") }
    guard bytes.count == header.count + 4 * count else {
      throw .damagedWeights("\(bytes.count) bytes do not hold \(count) weights")
    }
    let parameters = try allocating { () throws(OutOfMemory) in try View<Float>(count: count) }
    let model = try RecurrentModel(shape, parameters, clearsAtSegments: clearsAtSegments, hasEOS: hasEOS)
    var position = header.count
    for tensor in NetworkTensors(shape).all {
      let values = (0..<tensor.count).map { index in
        let at = position + 4 * index
        return Float(
          bitPattern: UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
            | UInt32(bytes[at + 3]) << 24)
      }
      parameters[tensor].copy(restored(values, tensor, shape))
      position += 4 * tensor.count
    }
    return model
  }

  /// A one-hot network's table holds the columns of W_ih; PyTorch stores its rows.
  private static func isTurned(_ tensor: Tensor, _ shape: NetworkShape) -> Bool {
    shape.embedding == nil && tensor.offset == 0
  }

  private static func storedShape(_ tensor: Tensor, _ shape: NetworkShape) -> [Int] {
    if tensor.rows == 1 && tensor.name.contains("bias") { return [tensor.columns] }
    return isTurned(tensor, shape) ? [tensor.columns, tensor.rows] : [tensor.rows, tensor.columns]
  }

  private static func stored(_ values: View<Float>, _ tensor: Tensor, _ shape: NetworkShape) -> [Float] {
    guard isTurned(tensor, shape) else { return values.array }
    return (0..<tensor.count).map { values[$0 % tensor.rows * tensor.columns + $0 / tensor.rows] }
  }

  private static func restored(_ values: [Float], _ tensor: Tensor, _ shape: NetworkShape) -> [Float] {
    guard isTurned(tensor, shape) else { return values }
    return (0..<tensor.count).map { values[$0 % tensor.columns * tensor.rows + $0 / tensor.columns] }
  }
}
