import Testing

@testable import Counts

@Suite struct CountLinesWriterTests {
  private func lines(
    _ stream: [UInt32], _ tokens: [String], order: Int, orders: [Int], eos: UInt32?, threads: Int = 1
  ) throws -> [String] {
    let trie = try TrieCounter(order: order, vocabularySize: tokens.count, endOfSegment: eos, threads: 2).count(stream)
    var bytes: [UInt8] = []
    CountLinesWriter(trie, tokens: tokens.map { Array($0.utf8) }, orders: orders).write(threads: threads) {
      bytes += $0
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// "b a", an empty segment, "b" by hand; `<s>` stands between `</s>` and letters.
  @Test func workedExample() throws {
    let (tokens, stream) = (["!", "</s>", "a", "b"], [3, 2, 1, 1, 3, 1] as [UInt32])
    #expect(
      try lines(stream, tokens, order: 2, orders: [1, 2], eos: 1) == [
        "</s>\t3", "<s>\t3", "<s> </s>\t1", "<s> b\t2", "a\t1", "a </s>\t1", "b\t2", "b </s>\t1", "b a\t1",
      ])
    #expect(try lines(stream, tokens, order: 1, orders: [1], eos: 1) == ["</s>\t3", "<s>\t3", "a\t1", "b\t2"])
    #expect(
      try lines(stream, tokens, order: 3, orders: [3], eos: 1) == ["<s> b </s>\t1", "<s> b a\t1", "b a </s>\t1"])
    #expect(try lines([0, 2, 0, 2], tokens, order: 2, orders: [2], eos: nil) == ["! a\t2", "a !\t1"])
    #expect(try lines([], tokens, order: 2, orders: [1, 2], eos: 1).isEmpty)
  }

  /// The lines of a long stream are those of a dictionary, for any number of threads.
  @Test(arguments: [[1], [2], [1, 3], [4]], [nil, 4] as [UInt32?]) func agreesWithADictionary(
    orders: [Int], eos: UInt32?
  ) throws {
    let tokens = ["!", "+", "00", "1", "</s>", "<t>", "a", "aa", "b"]
    var state: UInt64 = 5
    let stream = (0..<20_000).map { _ -> UInt32 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32((state >> 33) % 9)
    }
    var counts: [[String]: Int] = [:]
    var segments: [[String]] = [[]]
    for id in stream {
      segments[segments.count - 1].append(tokens[Int(id)])
      if id == eos { segments.append([]) }
    }
    if eos != nil {
      if segments.last == [] { segments.removeLast() }
      segments = segments.map { ["<s>"] + $0 }
    }
    for segment in segments {
      for n in orders where n <= segment.count {
        for start in 0...(segment.count - n) { counts[Array(segment[start..<start + n]), default: 0] += 1 }
      }
    }
    func bytes(_ gram: [String]) -> [[UInt8]] { gram.map { Array($0.utf8) } }
    let expected = counts.sorted {
      bytes($0.key).lexicographicallyPrecedes(bytes($1.key)) { $0.lexicographicallyPrecedes($1) }
    }.map { "\($0.key.joined(separator: " "))\t\($0.value)" }
    for threads in [1, 3] {
      #expect(
        try lines(stream, tokens, order: orders.max() ?? 1, orders: orders, eos: eos, threads: threads) == expected)
    }
  }

  @Test func numbersHaveTheirDigits() {
    for number in [0, 9, 10, 99, 100, 1234, 999_999_999_999_999_999, 10_000_000_000_000_000_000, .max] as [UInt64] {
      var bytes: [UInt8] = Array("x".utf8)
      CountLinesWriter.append(number, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == "x\(number)")
    }
  }
}
