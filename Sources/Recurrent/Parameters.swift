/// A named matrix inside an arena: `rows` × `columns`, row-major, from element `offset` on. A bias has one row.
public struct Tensor: Hashable, Sendable {
  public let name: String
  public let rows: Int
  public let columns: Int
  public let offset: Int

  public var count: Int { rows * columns }
  public var range: Range<Int> { offset..<offset + count }
}

extension View {
  /// One contiguous view holds all of one role — parameters, or their gradients — and gives named parts of it, so that
  /// zeroing, clipping, updating and storing are one line each.
  public subscript(tensor: Tensor) -> View { self[tensor.range] }
}

/// The parameters of one recurrent layer of D inputs and H units, named as PyTorch names them.
public struct LayerTensors: Sendable {
  /// gates·H × D, absent where the input is one-hot (``NetworkTensors/table`` holds its columns then).
  public let weightIH: Tensor?
  /// gates·H × H.
  public let weightHH: Tensor
  /// 1 × gates·H.
  public let biasIH: Tensor
  /// 1 × gates·H, absent with one bias.
  public let biasHH: Tensor?
}

/// Where every parameter of a network lies in its arena. The table of rows per token comes first: its gradient is
/// sparse, and everything behind it is dense.
public struct NetworkTensors: Sendable {
  static let encoderName = "encoder.weight"

  /// V × D: `encoder.weight`. For one-hot input V × gates·H: the columns of the first layer's W_ih.
  public let table: Tensor
  public let layers: [LayerTensors]
  /// V × H.
  public let decoderWeight: Tensor
  /// 1 × V.
  public let decoderBias: Tensor
  public let all: [Tensor]

  public var count: Int { decoderBias.range.upperBound }
  /// The elements of one token's row of the table.
  public func row(_ id: UInt32) -> Range<Int> { Int(id) * table.columns..<(Int(id) + 1) * table.columns }
  public var dense: Range<Int> { table.range.upperBound..<count }

  public init(_ shape: NetworkShape) {
    var all: [Tensor] = []
    func tensor(_ name: String, _ rows: Int, _ columns: Int) -> Tensor {
      let next = Tensor(name: name, rows: rows, columns: columns, offset: all.last?.range.upperBound ?? 0)
      all.append(next)
      return next
    }
    let (V, H, gates) = (shape.vocabulary, shape.hidden, shape.cell.gates)
    let embedding = shape.embedding
    table = tensor(embedding == nil ? "rnn.weight_ih_l0" : Self.encoderName, V, embedding ?? gates * H)
    layers = (0..<shape.layers).map { layer in
      let inputs = layer == 0 ? embedding : H
      return LayerTensors(
        weightIH: inputs.map { tensor("rnn.weight_ih_l\(layer)", gates * H, $0) },
        weightHH: tensor("rnn.weight_hh_l\(layer)", gates * H, H),
        biasIH: tensor("rnn.bias_ih_l\(layer)", 1, gates * H),
        biasHH: shape.biases == .two ? tensor("rnn.bias_hh_l\(layer)", 1, gates * H) : nil)
    }
    decoderWeight = tensor("decoder.weight", V, H)
    decoderBias = tensor("decoder.bias", 1, V)
    self.all = all
  }
}
