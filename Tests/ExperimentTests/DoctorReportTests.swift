import Foundation
import Platform
import Testing

@testable import Experiment

@Suite struct DoctorReportTests {
  private struct Shortage: Failure {
    let exitCode: ExitCode
    var description: String { "too little; close something" }
  }

  @Test func eachLookBecomesAFinding() throws {
    var report = DoctorReport(database: "x", bytes: 1, schema: 4, versions: [:])
    report.check("well") { [] }
    report.check("odd") { [.note("n"), .note("m")] }
    #expect(report.findings.map(\.status) == [.ok, .note, .note] && !report.isDamaged)
    // What could not be looked at is not damaged for that.
    report.check("memory") { throw Shortage(exitCode: .unavailable) }
    report.check("lock") { throw Shortage(exitCode: .busy) }
    report.check("newer") { throw StoredModelError.unknownKind(model: "m", kind: "k") }
    #expect(!report.isDamaged && report.findings.suffix(3).allSatisfy { $0.message.hasPrefix("not looked at: ") })
    report.check("broken") { throw Shortage(exitCode: .data) }
    #expect(report.isDamaged && report.findings.last?.message == "too little; close something")
    let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(report)) as? [String: Any]
    #expect(object?["damaged"] as? Bool == true && (object?["findings"] as? [Any])?.count == 7)
  }
}
