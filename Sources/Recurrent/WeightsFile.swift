internal import Foundation
internal import Platform

/// A model's weights as bytes: a safetensors file of the network's own tensors, with PyTorch's names and layouts.
///
/// It is what the database holds. What PyTorch's modules expect beyond that, ``writePyTorch(version:_:)`` adds.
extension RecurrentModel {
  public func encode() -> [UInt8] {
    let writer = SafeTensorsWriter(outputs: Self.outputs(shape), metadata: Self.metadata(of: shape))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * parameters.count + 1 << 14)
    writer.write(parameters) { bytes += $0 }
    return bytes
  }

  /// - Parameter threads: that work on scores; these do not depend on it.
  /// - Throws: ``RecurrentError/damagedWeights(_:)`` where the bytes are not those of a network of this shape.
  public static func decode(
    _ bytes: [UInt8], shape: NetworkShape, clearsAtSegments: Bool, hasEOS: Bool, threads: Int = 1
  ) throws(RecurrentError) -> RecurrentModel {
    // The record may come from anywhere, as the bytes may.
    do { try shape.check() } catch { throw .damagedWeights("no network has the recorded shape") }
    guard let count = shape.parameters else { throw .damagedWeights("no memory holds the recorded shape") }
    let file: SafeTensors
    do { file = try SafeTensors(bytes) } catch { throw .damagedWeights(error.reason) }
    // Nothing is laid out for sizes that the file does not have.
    guard file.entries.reduce(0, { $0 + $1.count }) == count else {
      throw .damagedWeights("\(bytes.count) bytes do not hold \(count) weights")
    }
    let outputs = outputs(shape)
    guard file.entries.count == outputs.count else { throw .damagedWeights("the header names other tensors") }
    let parameters = try allocating { () throws(OutOfMemory) in try View<Float>(count: count) }
    for output in outputs {
      guard let entry = file[output.name], entry.shape == output.shape, entry.type == .float32 else {
        throw .damagedWeights("the header names other tensors")
      }
      parameters.fill(output.source, from: file, entry)
      // No training stores such a network; of another file's NaN every score would be one.
      if let element = parameters.firstNotFinite(output.source) {
        throw .damagedWeights("element \(element) of '\(output.name)' is no finite number")
      }
    }
    return try RecurrentModel(
      shape, parameters, clearsAtSegments: clearsAtSegments, hasEOS: hasEOS, threads: threads)
  }

  /// The network's tensors with the shapes that PyTorch gives them.
  static func outputs(_ shape: NetworkShape) -> [SafeTensorsOutput] {
    NetworkTensors(shape).all.map { tensor in
      if tensor.rows == 1 && tensor.name.contains("bias") {
        return SafeTensorsOutput(name: tensor.name, shape: [tensor.columns], source: .weights(tensor))
      }
      // A one-hot network's table holds the columns of W_ih; PyTorch stores its rows.
      if shape.embedding == nil && tensor.offset == 0 {
        return SafeTensorsOutput(name: tensor.name, shape: [tensor.columns, tensor.rows], source: .turned(tensor))
      }
      return SafeTensorsOutput(name: tensor.name, shape: [tensor.rows, tensor.columns], source: .weights(tensor))
    }
  }

  /// What a reader cannot see from names and sizes.
  static func metadata(of shape: NetworkShape) -> [(key: String, value: String)] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Numbers, names and lists of numbers: there is nothing that cannot be written.
    let text = (try? encoder.encode(shape)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    return [("format", "pt"), ("cell", shape.cell.rawValue), ("shape", text)]
  }
}

extension View<Float> {
  /// The first element of a tensor that is NaN or infinite.
  func firstNotFinite(_ source: SafeTensorsOutput.Source) -> Int? {
    switch source {
    case .weights(let tensor), .turned(let tensor):
      let values = self[tensor]
      return values.indices.first { !values[$0].isFinite }
    case .zeros: return nil
    }
  }

  /// Fills a tensor of an arena from a file's tensor of as many elements.
  func fill(_ source: SafeTensorsOutput.Source, from file: SafeTensors, _ entry: SafeTensorsEntry) {
    let piece = 1 << 18
    for start in stride(from: 0, to: entry.count, by: piece) {
      let part = start..<Swift.min(start + piece, entry.count)
      let values = file.values(of: entry, part)
      switch source {
      case .weights(let tensor): self[tensor][part].copy(values)
      case .turned(let tensor):
        let target = self[tensor]
        for (index, value) in zip(part, values) {
          target[index % tensor.rows * tensor.columns + index / tensor.rows] = value
        }
      case .zeros: break
      }
    }
  }
}
