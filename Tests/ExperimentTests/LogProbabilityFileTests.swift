import Foundation
import Platform
import Testing

@testable import Experiment

@Suite struct LogProbabilityFileTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  let bench = Workbench(database: "none", threads: 1, arguments: ["test"]) { _ in }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func file(_ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent("p")
    try Data(bytes).write(to: url)
    return url.path
  }

  private func read(_ text: String, count: Int) throws -> [Double] {
    try LogProbabilityFile(file(Array(text.utf8)), count: count, bench).logProbabilities
  }

  @Test func linesAreNumbers() throws {
    #expect(try read("-1.5\n-0\n-inf\n-2e-3\n", count: 4) == [-1.5, 0, -.infinity, -0.002])
    #expect(try read("-1\r\n-2", count: 2) == [-1, -2])
    // What rounding lifts above zero is zero; a logarithm of more is none.
    #expect(try read("5e-7\n", count: 1) == [0])
  }

  @Test(arguments: [
    ("-1\n0.1\n", 2, 2), ("-1\nnan\n", 2, 2), ("-1\n-2 \n", 2, 2), ("\n", 1, 1), ("-1\n\n", 2, 2), ("inf", 1, 1),
    ("-1\n\u{1B}[31m\n", 2, 2), ("-\(String(repeating: "1", count: 100))", 1, 1),
  ])
  func whatIsNoneIsRefusedWithItsLine(text: String, count: Int, line: Int) throws {
    let error = try #require(throws: ImportScoresError.self) { try read(text, count: count) }
    guard case .noLogProbability(_, line, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains(":\(line):") && !error.description.contains("\u{1B}"))
    #expect(error.exitCode == .data)
  }

  @Test func anotherNumberOfPositionsIsRefused() throws {
    let error = try #require(throws: ImportScoresError.self) { try read("-1\n-2\n", count: 3) }
    guard case .otherLength(_, 2, 3) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains("2 numbers") && error.description.contains("3 positions"))
    #expect(throws: ImportScoresError.self) { try read("", count: 3) }
  }

  @Test func numbersOfNumPy() throws {
    let bytes = NumPySamples.file("<f8", "(3,)", [-1.0, -0.5, -.infinity].flatMap(NumPySamples.bytes))
    #expect(try LogProbabilityFile(file(bytes), count: 3, bench).logProbabilities == [-1, -0.5, -.infinity])
    #expect(try LogProbabilityFile(file(bytes), count: 3, bench).sha256.count == 64)
  }

  @Test func foldersAndMissingFilesAreRefused() {
    #expect(throws: (any Error).self) { try LogProbabilityFile(folder.path, count: 1, bench) }
    #expect(throws: (any Error).self) { try LogProbabilityFile(folder.path + "/none", count: 1, bench) }
  }
}
