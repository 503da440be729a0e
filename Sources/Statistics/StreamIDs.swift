/// The ids of a stream, small enough that an array can be indexed by them.
struct StreamIDs {
  let ids: [UInt32]
  /// All ids are below.
  let bound: Int

  /// Ids far above the number of positions are renamed in order of first occurrence.
  init(_ stream: [UInt32]) {
    let highest = Int(stream.max() ?? 0)
    if highest < 8 * stream.count + (1 << 16) {
      (ids, bound) = (stream, highest + 1)
      return
    }
    var names = KeyNames()
    ids = stream.map { names.name(UInt64($0)) }
    bound = names.count
  }
}
