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

/// The parameters of one layer of D inputs and H units, named as PyTorch names them.
public struct LayerTensors: Sendable {
  /// gates·H × D, absent where the input is one-hot (``NetworkTensors/table`` holds its columns then).
  public let weightIH: Tensor?
  /// gates·H × H, absent without recurrence.
  public let weightHH: Tensor?
  /// 1 × gates·H.
  public let biasIH: Tensor
  /// 1 × gates·H, absent with one bias.
  public let biasHH: Tensor?
}

/// One cluster of rare types of an adaptive softmax.
public struct ClusterTensors: Sendable {
  /// Ids of the cluster.
  public let ids: Range<Int>
  /// P × H, P the width of the projection.
  public let projection: Tensor
  /// ids.count × P.
  public let weight: Tensor
}

/// What turns the last layer's output into scores.
public enum OutputTensors: Sendable {
  /// V × H (the embedding's table where they are tied) and 1 × V.
  case full(weight: Tensor, bias: Tensor)
  /// (shortlist + clusters) × H, and the clusters; no biases (PyTorch's `AdaptiveLogSoftmaxWithLoss`).
  case adaptive(head: Tensor, clusters: [ClusterTensors])
}

/// Where every parameter of a network lies in its arena. The table of rows per token comes first: its gradient is
/// sparse, unless the output shares it, and everything behind it is dense: the layers first, then the output.
public struct NetworkTensors: Sendable {
  static let encoderName = "encoder.weight"

  /// V × D: `encoder.weight`. For one-hot input V × gates·H: the columns of the first layer's W_ih.
  public let table: Tensor
  public let layers: [LayerTensors]
  public let output: OutputTensors
  public let all: [Tensor]
  /// The elements of all layers' tensors.
  public let layerRange: Range<Int>
  /// The elements of the output's own tensors.
  public let outputRange: Range<Int>

  public var count: Int { outputRange.upperBound }
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
    let table = tensor(
      shape.embedding == nil ? "rnn.weight_ih_l0" : Self.encoderName, V, shape.embedding ?? gates * H)
    let isRecurrent = shape.cell != .mlp
    let hasTwoBiases = shape.biases == .two && isRecurrent && !(shape.cell == .gru && shape.gru == .resetBefore)
    layers = (0..<shape.layers).map { layer in
      let inputs = layer == 0 ? shape.inputWidth : H
      return LayerTensors(
        weightIH: inputs.map { tensor("rnn.weight_ih_l\(layer)", gates * H, $0) },
        weightHH: isRecurrent ? tensor("rnn.weight_hh_l\(layer)", gates * H, H) : nil,
        biasIH: tensor("rnn.bias_ih_l\(layer)", 1, gates * H),
        biasHH: hasTwoBiases ? tensor("rnn.bias_hh_l\(layer)", 1, gates * H) : nil)
    }
    layerRange = table.range.upperBound..<(all.last?.range.upperBound ?? 0)
    if let shortlist = shape.cutoffs.first {
      let head = tensor("decoder.head.weight", shortlist + shape.cutoffs.count, H)
      let ends = shape.cutoffs.dropFirst() + [V]
      output = .adaptive(
        head: head,
        clusters: zip(shape.cutoffs, ends).enumerated().map { index, ids in
          let width = shape.projection(ofCluster: index)
          return ClusterTensors(
            ids: ids.0..<ids.1, projection: tensor("decoder.tail.\(index).0.weight", width, H),
            weight: tensor("decoder.tail.\(index).1.weight", ids.1 - ids.0, width))
        })
    } else {
      let weight = shape.isTied ? table : tensor("decoder.weight", V, H)
      output = .full(weight: weight, bias: tensor("decoder.bias", 1, V))
    }
    outputRange = layerRange.upperBound..<(all.last?.range.upperBound ?? 0)
    self.table = table
    self.all = all
  }
}
