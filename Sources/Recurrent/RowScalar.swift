/// Rows of a table by their numbers: what an embedding and the targets of a softmax come down to.
///
/// A number that is not below the table's rows is passed over: ``SoftmaxLoss/ignored`` counts for nothing.
public protocol RowScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// out[i] = table[ids[i]].
  static func gatherRows(_ ids: View<UInt32>, of table: View<Self>, width: Int, into out: View<Self>)
  /// out[i] += factor · table[ids[i]].
  static func addRows(
    _ ids: View<UInt32>, of table: View<Self>, scaledBy factor: Self, width: Int, to out: View<Self>)
  /// table[ids[i] − first] += factor · x[i], in this order; ids below `first` are passed over too.
  static func scatterRows(
    _ x: View<Self>, to ids: View<UInt32>, scaledBy factor: Self, width: Int, first: Int, into table: View<Self>)
  /// out[i] += weights[i] · x[i].
  static func addScaledRows(_ x: View<Self>, by weights: View<Self>, to out: View<Self>)
}

extension Double: RowScalar {
  public static func gatherRows(_ ids: View<UInt32>, of table: View<Double>, width: Int, into out: View<Double>) {
    for i in ids.indices where Int(ids[i]) < table.count / width {
      out.row(i, width: width).copy(table.row(Int(ids[i]), width: width))
    }
  }

  public static func addRows(
    _ ids: View<UInt32>, of table: View<Double>, scaledBy factor: Double, width: Int, to out: View<Double>
  ) {
    for i in ids.indices where Int(ids[i]) < table.count / width {
      add(table.row(Int(ids[i]), width: width), scaledBy: factor, to: out.row(i, width: width))
    }
  }

  public static func scatterRows(
    _ x: View<Double>, to ids: View<UInt32>, scaledBy factor: Double, width: Int, first: Int, into table: View<Double>
  ) {
    for i in ids.indices where Int(ids[i]) >= first && Int(ids[i]) - first < table.count / width {
      add(x.row(i, width: width), scaledBy: factor, to: table.row(Int(ids[i]) - first, width: width))
    }
  }

  public static func addScaledRows(_ x: View<Double>, by weights: View<Double>, to out: View<Double>) {
    let width = weights.count == 0 ? 0 : x.count / weights.count
    for i in weights.indices { add(x.row(i, width: width), scaledBy: weights[i], to: out.row(i, width: width)) }
  }
}
