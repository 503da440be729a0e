/// The measure of textual lexical diversity (MTLD): the mean length of the stretches that keep a type–token ratio.
///
/// A stretch (factor) ends where its ratio has sunk to `threshold` or below; what is left at the end counts as the
/// part (1 − TTR)/(1 − threshold) of a factor; the measure is tokens / factors, the mean of reading forwards and
/// backwards. McCarthy & Jarvis, "MTLD, vocd-D, and HD-D", Behavior Research Methods 42 (2010).
/// - Parameters:
///   - stream: the text as ids of types.
///   - threshold: above 0 and below 1; 0.72 is the authors'.
/// - Returns: nil where no factor begins to fill: no tokens, or no type twice.
/// - Complexity: O(tokens); memory 8 bytes a type.
public func textualLexicalDiversity(_ stream: [UInt32], threshold: Double = 0.72) -> Double? {
  guard threshold > 0, threshold < 1 else { return nil }
  let text = StreamIDs(stream)
  let forwards = factors(text.ids, bound: text.bound, threshold)
  let backwards = factors(text.ids.reversed(), bound: text.bound, threshold)
  let tokens = Double(stream.count)
  return defined((tokens / forwards + tokens / backwards) / 2)
}

private func factors(_ ids: [UInt32], bound: Int, _ threshold: Double) -> Double {
  // In which factor a type was last seen: no clearing between factors.
  var lastFactor = Array(repeating: -1, count: bound)
  var (full, types, tokens) = (0, 0, 0)
  for id in ids {
    tokens += 1
    if lastFactor[Int(id)] != full {
      lastFactor[Int(id)] = full
      types += 1
    }
    if Double(types) / Double(tokens) <= threshold {
      full += 1
      (types, tokens) = (0, 0)
    }
  }
  let rest = tokens > 0 ? (1 - Double(types) / Double(tokens)) / (1 - threshold) : 0
  return Double(full) + rest
}
