import Foundation
import Testing

@Suite struct DoctorCommandTests {
  @Test func aWholeDatabaseIsWell() throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "2", "--quiet").status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite"))
    for arguments in [["doctor"], ["doctor", "--quick"], ["doctor", "--quiet"]] {
      let report = try work.run(Workdir.binary, arguments)
      #expect(report.status == 0 && report.output.hasSuffix("no damage found\n"), "\(report.output)\(report.errors)")
      #expect(report.output.contains("sqlite 3.") && report.output.contains("schema "))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite")) == before)
  }

  /// What `--replace` makes needless goes with it: nothing is left that could look like a crash.
  @Test func replacingLeavesNothingToNote() throws {
    let work = try Workdir.tokenizedStory()
    for order in ["2", "3"] {
      #expect(try work.lmctl("ngram", "--order", order, "--name", "m", "--replace", "--quiet").status == 0)
      #expect(try work.lmctl("doctor", "--quiet").output.hasSuffix("\nno damage found\n"))
    }
    #expect(
      try work.lmctl("tokenize", "s.txt", "--corpus", "c", "--min-count", "2", "--replace", "--quiet").status == 0)
    #expect(try work.lmctl("doctor", "--quiet").output.hasSuffix("\nno damage found\n"))
  }

  @Test func damageHasItsExitCode() throws {
    let work = try Workdir.tokenizedStory()
    guard try work.sqlite("UPDATE artifact SET sha256 = lower(hex(zeroblob(32))) WHERE artifact_id = 1") != nil else {
      return
    }
    let report = try work.lmctl("doctor")
    #expect(report.status == 65 && report.errors.isEmpty, "\(report.errors)")
    #expect(report.output.contains("damage") && report.output.contains("restore a copy"))
    let json = try work.lmctl("doctor", "--json")
    #expect(json.status == 65)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["damaged"] as? Bool == true)
  }

  @Test func whatIsNoDatabaseOfOursIsTold() throws {
    let work = try Workdir()
    #expect(try work.lmctl("doctor").status == 66)
    try work.write(String(repeating: "no database ", count: 100), to: "lm.sqlite")
    let foreign = try work.lmctl("doctor")
    #expect(foreign.status == 65 && foreign.errors.contains("not an SQLite database"))
    let story = try Workdir.tokenizedStory()
    let file = try Data(contentsOf: URL(fileURLWithPath: story.path + "/lm.sqlite"))
    try story.write([UInt8](file.prefix(file.count / 2)), to: "lm.sqlite")
    let half = try story.lmctl("doctor")
    #expect(half.status == 65, "\(half.output)\(half.errors)")
  }
}
