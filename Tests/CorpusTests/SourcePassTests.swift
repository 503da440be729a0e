import Foundation
import Platform
import Testing

@testable import Corpus
@testable import Text

@Suite struct SourcePassTests {
  private struct Stop: Error, Equatable { let chunk: Int }

  /// What came out, in order, or the error; `fails` says of which chunks the collector throws.
  private func pass(
    _ text: [UInt8], threads: Int, maxTokenBytes: Int = 65536, fails: Set<Int> = []
  ) throws -> (bytes: [Int], numbers: Int, summary: SourceSummary) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
    try Data(text).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let tokenizer = try Tokenizer(TokenizerSettings(maxTokenBytes: maxTokenBytes))
    var (bytes, numbers) = ([Int](), 0)
    let pass = try SourcePass(.file(path: path), tokenizer) { chunk in
      if fails.contains(bytes.count) { throw Stop(chunk: bytes.count) }
      bytes.append(chunk.extent.bytes)
      numbers += chunk.numbers.count
    }
    let tables = try (0..<threads).map { _ in try TypeTable() }
    let tokenizers = try (0..<threads).map { _ in try tokenizer.chunkTokenizer() }
    concurrently(threads) { number in
      var (mine, scratch) = (tokenizers[number], [UInt32]())
      pass.work(&mine, tables[number], number, &scratch)
    }
    return (bytes, numbers, try pass.finish())
  }

  private static let line = "Some words of one line\n"
  private static let text = Array(String(repeating: line, count: 200_000).utf8)  // four chunks and a half

  @Test(arguments: [1, 2, 5]) func chunksComeInOrder(threads: Int) throws {
    let one = try pass(Self.text, threads: 1)
    let many = try pass(Self.text, threads: threads)
    #expect(many.bytes == one.bytes && many.bytes.count == 5 && many.bytes.reduce(0, +) == Self.text.count)
    #expect(many.numbers == 6 * 200_000 && many.summary.lines == 200_000)
  }

  /// Of what fails the first in the text is told: a token, what collects, or the reading.
  @Test(arguments: [1, 2, 5]) func theFirstFailureCounts(threads: Int) throws {
    let long = Array(String(repeating: "x", count: 99).utf8)
    let text = Self.text + long + Self.text + long + [0xFF]
    #expect(throws: Stop(chunk: 2)) { try pass(text, threads: threads, maxTokenBytes: 50, fails: [2, 3]) }
    let error = #expect(throws: TextError.self) { try pass(text, threads: threads, maxTokenBytes: 50) }
    guard case .tokenTooLong(_, 200_001, _, 50) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let last = #expect(throws: TextError.self) { try pass(text, threads: threads) }
    guard case .notUTF8(_, 400_001, _) = last else {
      Issue.record("\(String(describing: last))")
      return
    }
  }

  @Test func nothingIsNothing() throws {
    let none = try pass([], threads: 2)
    #expect(none.bytes.isEmpty && none.numbers == 0 && none.summary.lines == 0)
  }
}
