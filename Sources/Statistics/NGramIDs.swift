/// Names each n-gram of a stream by a number, in order of first occurrence: a stream of n-grams.
///
/// Only n-grams that lie whole within a segment are named. How often each occurs is the business of `NGramCounter`;
/// this is for measures that need the order of the text, such as ``HeapsCurve``.
/// - Parameters:
///   - order: n ≥ 1; for others the result is empty.
///   - endOfSegment: the id that ends a segment (it belongs to it), or nil.
/// - Complexity: O(tokens) for each 64 bits of ids; memory 24 to 72 bytes a distinct n-gram.
public func nGramIDs(_ stream: [UInt32], order: Int, endOfSegment: UInt32? = nil) -> [UInt32] {
  guard order >= 1 else { return [] }
  if order == 1 { return stream }
  // The name of the n-gram that ends at each position; those that cross a start get one too, and fall out below.
  var names = stream
  let bits = max(1, UInt32.bitWidth - (stream.max() ?? 0).leadingZeroBitCount)
  var (named, width) = (1, bits)
  while named < min(order, stream.count) {
    // A key is the name of what is named already, and as many further ids as there is room for.
    let further = min(order - named, (UInt64.bitWidth - width) / bits)
    let mask = UInt64(1) << UInt64(further * bits) - 1
    var numbers = KeyNames()
    var key: UInt64 = 0
    let before = names
    for position in stream.indices {
      key = (key << UInt64(bits) | UInt64(stream[position])) & mask
      let head = position >= further ? UInt64(before[position - further]) : 0
      names[position] = numbers.name(head << UInt64(further * bits) | key)
    }
    named += further
    width = UInt32.bitWidth
  }
  var length = 0
  var whole: [UInt32] = []
  for position in stream.indices {
    length += 1
    if length >= order { whole.append(names[position]) }
    if stream[position] == endOfSegment { length = 0 }
  }
  return whole
}
