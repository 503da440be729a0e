import Testing
import Platform

@testable import Recurrent

@Suite struct SamplingTests {
  static let sizes: [[Int]] = [
    [100, 4, 7], [100, 1, 7], [21, 4, 5], [20, 20, 35], [23, 20, 35], [3, 2, 10], [1, 1, 1], [1000, 8, 35],
    [7, 1, 100],
  ]

  private func batches(_ sampling: Sampling, _ sizes: [Int], seed: UInt64 = 1) -> [Batch] {
    var random = RandomSource(seed: seed)
    return sampling.batches(positions: sizes[0], lanes: sizes[1], steps: sizes[2], random: &random)
  }

  private func positions(_ batches: [Batch]) -> [Int] {
    batches.flatMap { batch in batch.starts.flatMap { $0..<$0 + batch.steps } }
  }

  /// All that fills the lanes, each position once, each lane reading on where it was.
  @Test(arguments: sizes) func sequentialReadsEachLaneThrough(_ sizes: [Int]) {
    let batches = batches(.sequential, sizes)
    let (lanes, length) = (sizes[1], sizes[0] / sizes[1])
    #expect(positions(batches).sorted() == Array(0..<lanes * length))
    for (i, batch) in batches.enumerated() {
      #expect(batch.starts == (0..<lanes).map { $0 * length + i * sizes[2] })
      #expect(batch.steps == (i < batches.count - 1 ? sizes[2] : length - i * sizes[2]))
      #expect(batch.continues == (i > 0))
    }
  }

  /// Windows of T steps, none overlapping, full batches but the last; less than T left out at either end.
  @Test(arguments: sizes) func randomCoversAtMostOnce(_ sizes: [Int]) {
    for seed in 0..<20 as Range<UInt64> {
      let batches = batches(.random, sizes, seed: seed)
      let steps = min(sizes[2], sizes[0])
      let positions = positions(batches)
      #expect(Set(positions).count == positions.count)
      #expect(positions.allSatisfy { $0 >= 0 && $0 < sizes[0] })
      #expect(batches.allSatisfy { $0.steps == steps && !$0.continues })
      #expect(batches.dropLast().allSatisfy { $0.starts.count == sizes[1] })
      #expect(batches.last.map { $0.starts.count >= 1 && $0.starts.count <= sizes[1] } ?? false)
      let offset = positions.min() ?? -1
      #expect(offset >= 0 && offset < steps)
      #expect(sizes[0] - 1 - (positions.max() ?? 0) < steps)
      #expect(batches.allSatisfy { $0.starts.allSatisfy { $0 % steps == offset % steps } })
    }
  }

  @Test func randomTakesEveryOffset() {
    let offsets = (0..<200 as Range<UInt64>).map { seed in
      batches(.random, [100, 4, 7], seed: seed).flatMap(\.starts).min() ?? -1
    }
    #expect(Set(offsets) == Set(0..<7))
  }

  /// A random position below T to begin at, all lanes as long as they can be, and nothing before it.
  @Test(arguments: sizes) func sequentialWithAnOffset(_ sizes: [Int]) {
    let (length, lanes, steps) = (sizes[0], sizes[1], sizes[2])
    guard length >= lanes else { return }
    var offsets: Set<Int> = []
    for seed in 0..<300 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let batches = Sampling.sequential.batches(
        positions: length, lanes: lanes, steps: steps, hasRandomOffset: true, random: &random)
      let first = batches[0].starts[0]
      offsets.insert(first)
      let part = (length - first) / lanes
      #expect(positions(batches).sorted() == Array(first..<first + part * lanes))
      for (index, batch) in batches.enumerated() {
        #expect(batch.starts == (0..<lanes).map { first + $0 * part + index * steps } && batch.continues == (index > 0))
      }
    }
    #expect(offsets == Set(0..<min(steps, length - lanes + 1)))
  }

  @Test(arguments: Sampling.allCases, [false, true]) func noEpochHasMoreBatches(sampling: Sampling, offset: Bool) {
    for sizes in Self.sizes where sizes[0] >= sizes[1] {
      let counts = (0..<100 as Range<UInt64>).map { seed in
        var random = RandomSource(seed: seed)
        return sampling.batches(
          positions: sizes[0], lanes: sizes[1], steps: sizes[2], hasRandomOffset: offset, random: &random
        ).count
      }
      #expect(counts.max() == sampling.mostBatches(positions: sizes[0], lanes: sizes[1], steps: sizes[2]))
    }
  }

  @Test func seedDecides() {
    #expect(batches(.random, [1000, 8, 35], seed: 5) == batches(.random, [1000, 8, 35], seed: 5))
    #expect(batches(.random, [1000, 8, 35], seed: 5) != batches(.random, [1000, 8, 35], seed: 6))
    let starts = batches(.random, [1000, 8, 10]).flatMap(\.starts)
    #expect(starts != starts.sorted())
  }

  /// Time-major; inputs are the targets shifted by one, with `first` before the stream.
  @Test func windowsShiftByOne() {
    let ids: [UInt32] = [10, 11, 12, 13, 14, 15, 16, 17]
    var batch = Batch(starts: [0, 4, 2], steps: 3, continues: false)
    let all = batch.window(0..<3, of: ids, first: 1)
    #expect(all.inputs == [1, 13, 11, 10, 14, 12, 11, 15, 13])
    #expect(all.targets == [10, 14, 12, 11, 15, 13, 12, 16, 14])
    let some = batch.window(1..<2, of: ids, first: 1)
    #expect(some.inputs == [13, 14, 15])
    #expect(some.targets == [14, 15, 16])
    // What is not learnt is read all the same.
    batch.unlearnt = 15
    let others = batch.window(0..<3, of: ids, first: 1)
    #expect(others.inputs == all.inputs)
    #expect(others.targets == all.targets.map { $0 == 15 ? SoftmaxLoss.ignored : $0 })
  }
}
