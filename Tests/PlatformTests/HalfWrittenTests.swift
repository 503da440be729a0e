import Foundation
import Synchronization
import Testing

@testable import Platform

@Suite struct HalfWrittenTests {
  @Test func whatIsNotWholeGoes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = HalfWritten()
    for name in ["begun", "whole"] {
      files.change { names in
        _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
        names.insert("\(folder)/\(name)")
      }
    }
    files.change { names in _ = names.remove(folder + "/whole") }
    files.removeAll()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["whole"])
    // Whoever would make another waits for the end of the process.
    let late = Late(files)
    usleep(50_000)
    #expect(!late.hasMade)
  }
}

/// A thread that begins a file when all is over; it stays where it is.
private final class Late: Sendable {
  private let made = Atomic(false)
  var hasMade: Bool { made.load(ordering: .sequentiallyConsistent) }

  init(_ files: HalfWritten) {
    Thread.detachNewThread { [self] in files.change { _ in made.store(true, ordering: .sequentiallyConsistent) } }
  }
}
