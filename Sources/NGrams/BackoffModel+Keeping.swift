extension BackoffModel {
  /// The model with only the n-grams that are `kept`; their histories must be kept too. Numbers stay as they are.
  func keeping(_ kept: (_ order: Int, _ index: Int) -> Bool) -> BackoffModel {
    var result: [Level] = []
    // For each n-gram of the order before, whether it stays.
    var stays = Array(repeating: true, count: levels[0].count)
    for n in 1...order {
      let old = levels[n - 1]
      var level = Level(words: [], continuations: [], logProbabilities: [], logBackoffs: [])
      for index in 0..<old.count where stays[index] {
        level.words.append(old.words[index])
        level.logProbabilities.append(old.logProbabilities[index])
        if n < order { level.logBackoffs.append(old.logBackoffs[index]) }
      }
      if n < order {
        let next = levels[n]
        var staysNext = Array(repeating: false, count: next.count)
        var count: UInt32 = 0
        for index in 0..<old.count where stays[index] {
          level.continuations.append(count)
          for child in Int(old.continuations[index])..<Int(old.continuations[index + 1]) where kept(n + 1, child) {
            staysNext[child] = true
            count += 1
          }
        }
        level.continuations.append(count)
        stays = staysNext
      }
      result.append(level)
    }
    return BackoffModel(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: result,
      logBackoffOfUnseen: logBackoffOfUnseen, isNormalized: isNormalized)
  }
}
