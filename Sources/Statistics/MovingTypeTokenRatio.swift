/// The moving-average type–token ratio (MATTR): the mean TTR of all windows of one length.
///
/// Unlike the plain ratio it does not sink as the text grows. Covington & McFall, "Cutting the Gordian knot: the
/// moving-average type–token ratio", Journal of Quantitative Linguistics 17 (2010).
/// - Parameters:
///   - stream: the text as ids of types.
///   - window: the tokens of a window.
/// - Returns: nil where there is no whole window.
/// - Complexity: O(tokens); memory 8 bytes a type.
public func movingTypeTokenRatio(_ stream: [UInt32], window: Int) -> Double? {
  guard window >= 1, stream.count >= window else { return nil }
  let text = StreamIDs(stream)
  var counts = Array(repeating: 0, count: text.bound)
  var (types, sum) = (0, 0.0)
  for position in text.ids.indices {
    let entering = Int(text.ids[position])
    if counts[entering] == 0 { types += 1 }
    counts[entering] += 1
    if position >= window {
      let leaving = Int(text.ids[position - window])
      counts[leaving] -= 1
      if counts[leaving] == 0 { types -= 1 }
    }
    // Whole numbers: exact below 2^53.
    if position >= window - 1 { sum += Double(types) }
  }
  return sum / Double(window) / Double(stream.count - window + 1)
}
