import CNGrams
import Glibc
import Testing

@Suite struct FindTests {
  /// The words end where the memory does: nothing behind them is read, not for a parent without continuations either that
  /// stands behind them all, while others are still searched for. In a process of its own, which a wrong read would end.
  @Test func nothingBehindTheWordsIsRead() async {
    await #expect(processExitsWith: .success) {
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      guard let memory = unsafe mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        unsafe mprotect(memory + page, page, PROT_NONE) == 0
      else { fatalError("memory") }
      let count = 40
      let words = unsafe (memory + page - 4 * count).bindMemory(to: UInt32.self, capacity: count)
      for index in 0..<count { unsafe words[index] = UInt32(2 * index) }
      // All continue the first parent; the second has none.
      let starts: [UInt32] = [0, UInt32(count), UInt32(count)]
      let parents: [UInt32] = (0..<70).map { $0 % 3 == 1 ? 1 : $0 % 3 == 2 ? NGRAMS_NONE : 0 }
      let ids: [UInt32] = (0..<70).map { UInt32($0 + 20) }
      var found = Array(repeating: UInt32(0), count: 70)
      unsafe ngrams_find(starts, words, parents, ids, 70, &found)
      for index in 0..<70 {
        let isThere = parents[index] == 0 && ids[index] % 2 == 0 && ids[index] < 80
        guard found[index] == (isThere ? ids[index] / 2 : NGRAMS_NONE) else { fatalError("place \(index)") }
      }
    }
  }

  /// log₁₀ to a Float's digits, from the smallest number to the largest; of zero, −∞.
  @Test func logarithms() {
    let values: [Double] = [
      1, 10, 1e-5, 0.5, 1 - 1e-9, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude, 0,
    ]
    var found = Array(repeating: Float(0), count: values.count)
    unsafe ngrams_log10(values, values.count, &found)
    for (value, found) in zip(values, found) {
      let expected = Float(Glibc.log10(value))
      #expect(found == expected || abs(found - expected) <= 2 * expected.ulp, "\(value)")
    }
    #expect(found[0] == 0 && found[7] == -.infinity)
  }

  @Test(arguments: [0, 1, 47, 48, 49, 200]) func gatherAndTally(count: Int) {
    let indices = (0..<count).map { UInt32($0 * 37 % 11) }
    let values = (0..<11).map { Double($0) + 0.5 }
    var gathered = Array(repeating: 0.0, count: count)
    unsafe ngrams_gather(values, indices, count, &gathered)
    #expect(gathered == indices.map { values[Int($0)] })
    var counts = Array(repeating: UInt32(1), count: 11)
    unsafe ngrams_tally(indices, count, &counts)
    #expect(counts == (0..<11).map { key in 1 + UInt32(indices.count { $0 == key }) })
  }
}
