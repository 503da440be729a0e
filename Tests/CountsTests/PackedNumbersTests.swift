import Testing

@testable import Counts

@Suite struct PackedNumbersTests {
  private static func numbers(_ count: Int, bits: Int) -> [UInt32] {
    var state = UInt64(count + bits)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // All widths up to so many bits, and among them often the largest number of each.
      let mask = UInt32(truncatingIfNeeded: (UInt64(1) << (state >> 59 % UInt64(bits + 1))) &- 1)
      return state >> 33 & 3 == 0 ? mask : UInt32(truncatingIfNeeded: state >> 20) & mask
    }
  }

  private static func packed(_ numbers: [UInt32], threads: Int = 1) -> [UInt8] {
    PackedNumbers.pack(numbers, threads: threads).flatMap(\.self)
  }

  /// Less than a block, a block, one more, several; numbers of one byte, of all widths; between other bytes.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 17, 65_535, 65_536, 65_537, 200_000], [0, 8, 20, 32])
  func comeBackAsTheyWere(count: Int, bits: Int) throws {
    let numbers = Self.numbers(count, bits: bits)
    let bytes = Self.packed(numbers)
    #expect(Self.packed(numbers, threads: 3) == bytes)
    if bits == 0 { #expect(bytes.count == count + (count + 3) / 4 + 4 * ((count + 65_535) / 65_536)) }
    #expect(bytes.count <= 4 * count + (count + 3) / 4 + 4 * ((count + 65_535) / 65_536))
    for threads in [1, 3] {
      var offset = 3
      let found = try PackedNumbers.unpack(count, from: [9, 9, 9] + bytes + [7], at: &offset, threads: threads)
      #expect(found == numbers && offset == 3 + bytes.count)
    }
  }

  @Test func eachWidthByItself() throws {
    for number in [0, 1, 0xFF, 0x100, 0xFFFF, 0x1_0000, 0xFF_FFFF, 0x100_0000, .max] as [UInt32] {
      for count in 1...9 {
        let numbers = Array(repeating: number, count: count)
        var offset = 0
        #expect(try PackedNumbers.unpack(count, from: Self.packed(numbers), at: &offset, threads: 1) == numbers)
      }
    }
  }

  /// Bytes that hold fewer or more numbers than were asked for.
  @Test(arguments: [1, 5, 40]) func whatDoesNotFitIsDamage(count: Int) {
    let bytes = Self.packed(Self.numbers(count, bits: 32))
    for length in 0..<bytes.count {
      var offset = 0
      #expect(throws: DamagedNGrams.self) {
        try PackedNumbers.unpack(count, from: Array(bytes[..<length]), at: &offset, threads: 1)
      }
      #expect(offset == 0)
    }
    for wrong in [count - 1, count + 1, count + 4, 65_537, 1 << 40, -1] where wrong != 0 {
      var offset = 0
      #expect(throws: DamagedNGrams.self, "\(wrong)") {
        try PackedNumbers.unpack(wrong, from: bytes, at: &offset, threads: 1)
      }
    }
  }

  /// Any byte may be another one: an error, or other numbers, as many.
  @Test func anyByteChanged() {
    let numbers = Self.numbers(152, bits: 32)
    let bytes = Self.packed(numbers)
    for place in bytes.indices {
      for change: UInt8 in [1, 0x40, 0x80, 0xFF] {
        var damaged = bytes
        damaged[place] ^= change
        var offset = 0
        guard let found = try? PackedNumbers.unpack(152, from: damaged, at: &offset, threads: 1) else { continue }
        #expect(found.count == 152 && found != numbers && offset == bytes.count)
      }
    }
  }

  /// Words as steps and numbers of continuations: of parents that have none, some, and more than a block.
  @Test(
    arguments: [
      [], [0], [1], [0, 0, 3, 0], [70_000, 0, 2, 66_000, 0, 0, 1, 0], [65_535, 5], [65_536, 3], [65_534, 0, 1, 0, 9],
    ], [1, 3])
  func shapesComeBack(lengths: [UInt32], threads: Int) throws {
    var (starts, words) = ([UInt32(0)], [UInt32]())
    for length in lengths {
      words += (0..<length).map { $0 * 3 + $0 % 2 }
      starts.append(UInt32(words.count))
    }
    let steps = PackedTrie.steps(starts, words, threads: threads).flatMap(\.self)
    #expect(steps == PackedTrie.steps(starts, words, threads: 1).flatMap(\.self))
    let packedLengths = PackedTrie.lengths(starts, threads: threads).flatMap(\.self)
    var offset = 0
    let foundLengths = try PackedNumbers.unpack(lengths.count, from: packedLengths, at: &offset, threads: threads)
    #expect(foundLengths == lengths)
    #expect(try PackedTrie.starts(foundLengths, total: words.count, at: 0) == starts)
    offset = 0
    var found = try PackedNumbers.unpack(words.count, from: steps, at: &offset, threads: threads)
    try PackedTrie.sum(&found, starts, highest: words.max() ?? 0, threads: threads, at: 0)
    #expect(found == words)
    // One more or less than there are, and a word that is too high.
    for total in [words.count - 1, words.count + 1] {
      #expect(throws: DamagedNGrams.self) { try PackedTrie.starts(foundLengths, total: total, at: 5) }
    }
    guard let highest = words.max(), highest > 0 else { return }
    offset = 0
    var tooHigh = try PackedNumbers.unpack(words.count, from: steps, at: &offset, threads: threads)
    #expect(throws: DamagedNGrams(offset: 5, reason: "a word is not in the vocabulary")) {
      try PackedTrie.sum(&tooHigh, starts, highest: highest - 1, threads: threads, at: 5)
    }
  }

  /// Sums beyond 32 bits are no wrap-around.
  @Test func overflowIsDamage() {
    #expect(throws: DamagedNGrams.self) { try PackedTrie.starts([.max, .max, 3], total: 1, at: 0) }
    #expect(throws: DamagedNGrams.self) {
      var words: [UInt32] = [5, .max]
      try PackedTrie.sum(&words, [0, 2], highest: .max - 1, threads: 1, at: 0)
    }
  }

  @Test func damageSaysWhereAndWhatToDo() {
    let error = DamagedNGrams(offset: 12, reason: "it ends too early")
    #expect("\(error)".contains("byte 12: it ends too early") && "\(error)".contains("--replace"))
  }
}
