internal import Evaluation

/// What a model that was read from somewhere is put to: whatever its numbers are, nothing may go wrong but they.
enum ModelUse {
  /// - Parameter tolerance: what a network's scores may differ by, whose products are of other sizes in pieces.
  static func check(_ model: some LanguageModel, tolerance: Double = 0) throws(BrokenPromise) {
    let size = model.vocabularySize
    let ids = [0, 1, 2, 3, 3, 2, 5, 4, 1, 2, 1, 1, 7, 6].map { UInt32($0 % size) }
    var state = model.start()
    let whole = model.score(ids, from: &state)
    try BrokenPromise.unless(whole.count == ids.count, "a number for each position")
    var inTwo = model.start()
    let both = model.score(Array(ids[..<5]), from: &inTwo) + model.score(Array(ids[5...]), from: &inTwo)
    try BrokenPromise.unless(
      zip(both, whole).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) || abs($0 - $1) <= tolerance },
      "a stream in two pieces has other scores: \(both), \(whole)")
    var step = model.start()
    for id in ids[..<3] {
      let distribution = model.distribution(after: step)
      try BrokenPromise.unless(distribution.count == size, "a number for each type")
      model.advance(&step, by: id)
    }
  }
}
