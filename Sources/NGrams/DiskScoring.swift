internal import Counts
internal import Evaluation

extension DiskTrie {
  /// Scores a stream block by block, each with a model that has only what the block needs.
  /// - Parameter model: from the n-grams of a block, and of what stands before it, to what scores it.
  func score<Model: LanguageModel>(
    _ stream: [UInt32], order: Int, _ model: (NGramTrie) throws -> Model
  ) throws -> [Double] where Model.State == BackoffModel.State {
    var scores: [Double] = []
    scores.reserveCapacity(stream.count)
    var state: BackoffModel.State?
    // The block's own n-grams, and what the model has of them.
    let block = max(1, settings.positions / 2)
    for start in stride(from: 0, to: stream.count, by: block) {
      let ids = stream[start..<min(start + block, stream.count)]
      let model = try model(try ngrams(of: ids, after: state?.history ?? [], order: order))
      var here = state ?? model.start()
      scores += model.score(Array(ids), from: &here)
      state = here
    }
    return scores
  }
}
