import Counts
import Foundation
import Testing

@testable import Experiment

@Suite struct CountNGramsIDsTests {
  private func read(_ bytes: [UInt8], limit: Int = .max) throws -> [UInt32] {
    let fixture = try CountFixture()
    struct Large: Error {}
    return try NumPyIDs.read(try fixture.file(bytes)) { if $0 > limit { throw Large() } }
  }

  private func file(_ ids: [UInt32]) -> [UInt8] { NumPyHeader.bytes(of: ids.count) + NumPyHeader.littleEndian(ids) }

  @Test func whatIsWrittenIsRead() throws {
    for ids in [[], [7], Array(0..<300_000), [0, .max >> 1]] as [[UInt32]] { #expect(try read(file(ids)) == ids) }
  }

  /// A second version of the format has a longer length.
  @Test func versionTwo() throws {
    var bytes = file([5, 6])
    bytes[6] = 2
    bytes.insert(contentsOf: [0, 0], at: 10)
    #expect(try read(bytes) == [5, 6])
  }

  @Test func whatIsNoneIsRefused() throws {
    let right = file([1, 2, 3])
    func changed(_ old: String, _ new: String) -> [UInt8] {
      var bytes = right
      if let range = Data(right).range(of: Data(old.utf8)) { bytes.replaceSubrange(range, with: new.utf8) }
      #expect(bytes != right)
      return bytes
    }
    let wrong: [[UInt8]] = [
      [], Array("a b\t1\n".utf8), Array(right.prefix(11)), Array(right.prefix(40)), Array(right.dropLast()),
      Array(right.dropLast(4)), right + [0], right + [0, 0, 0, 0], changed("<u4", "<i8"), changed("<u4", ">u4"),
      changed("False", "True "), changed("(3,)", "(3,1)"), changed("(3,)", "(-3,)"), changed("(3,)", "()"),
      changed("(3,), }             ", "(99999999999999999,)"), file([1 << 31]),
    ]
    for bytes in wrong {
      do {
        _ = try read(bytes)
        Issue.record("read \(bytes.count) bytes")
      } catch let error as CountLinesError {
        guard case .malformedIDs = error else { return #expect("\(error)" == "malformed") }
      }
    }
    #expect(throws: CountLinesError.self) { try NumPyIDs.read("/none/x.npy") { _ in } }
    #expect(throws: (any Error).self) { try read(file(Array(0..<1000)), limit: 100) }
  }
}
