internal import CKernels

extension Float: RowScalar {
  public static func gatherRows(_ ids: View<UInt32>, of table: View<Float>, width: Int, into out: View<Float>) {
    precondition(out.count == ids.count * width && table.count % width == 0, "the sizes fit")
    unsafe ckernels_gather_rows(
      out.pointer, table.pointer, ids.pointer, Int64(ids.count), Int64(table.count / width), Int64(width))
  }

  public static func addRows(
    _ ids: View<UInt32>, of table: View<Float>, scaledBy factor: Float, width: Int, to out: View<Float>
  ) {
    precondition(out.count == ids.count * width && table.count % width == 0, "the sizes fit")
    unsafe ckernels_add_gathered_rows(
      out.pointer, table.pointer, ids.pointer, factor, Int64(ids.count), Int64(table.count / width), Int64(width))
  }

  public static func scatterRows(
    _ x: View<Float>, to ids: View<UInt32>, scaledBy factor: Float, width: Int, first: Int, into table: View<Float>
  ) {
    precondition(x.count == ids.count * width && table.count % width == 0 && first >= 0, "the sizes fit")
    unsafe ckernels_scatter_rows(
      table.pointer, x.pointer, ids.pointer, factor, Int64(ids.count), Int64(first), Int64(table.count / width),
      Int64(width))
  }

  public static func addScaledRows(_ x: View<Float>, by weights: View<Float>, to out: View<Float>) {
    precondition(x.count == out.count && (weights.count == 0 || x.count % weights.count == 0), "whole rows")
    if weights.count == 0 { return }
    unsafe ckernels_add_scaled_rows(
      out.pointer, x.pointer, weights.pointer, Int64(weights.count), Int64(x.count / weights.count))
  }
}
