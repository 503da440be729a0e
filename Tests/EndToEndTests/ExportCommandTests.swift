import Foundation
import Testing

@Suite struct ExportCommandTests {
  private func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    let made = try work.lmctl("tokenize", "story.txt", "--corpus", "story")
    #expect(made.status == 0, "\(made.errors)")
    return work
  }

  @Test func vocabularyToStandardOutputAndToAFile() throws {
    let work = try corpus()
    let piped = try work.lmctl("export", "--format", "vocabulary")
    #expect(piped.status == 0 && piped.errors.isEmpty, "\(piped.errors)")
    #expect(piped.output.hasPrefix("id\tcount\trank\ttoken\n0\t"))
    try work.write("before", to: "v.tsv")
    let filed = try work.lmctl("export", "--corpus", "story", "--format", "vocabulary", "--output", "v.tsv")
    #expect(filed.status == 0 && filed.output.isEmpty)
    #expect(try String(contentsOfFile: work.path + "/v.tsv", encoding: .utf8) == piped.output)
  }

  @Test func idsAreANumPyArray() throws {
    let work = try corpus()
    let filed = try work.lmctl("export", "--format", "ids", "--split", "valid", "-o", "ids.npy")
    #expect(filed.status == 0, "\(filed.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: work.path + "/ids.npy"))
    #expect(data.prefix(8) == Data([0x93, 78, 85, 77, 80, 89, 1, 0]))
    let header = 10 + Int(data[8]) + Int(data[9]) << 8
    #expect(header % 64 == 0)
    let numbers = (data.count - header) / 4
    #expect(String(decoding: data.prefix(header), as: UTF8.self).contains("'shape': (\(numbers),)"))
    if let scored = try work.sqlite("SELECT scored FROM split WHERE name = 'valid'") {
      #expect(scored == "\(numbers)\n")
    }
    // NumPy itself, where it is there.
    let check = "import numpy; a = numpy.load('ids.npy', mmap_mode='r'); print(a.shape[0], a.dtype, int(a.max()) > 1)"
    let python = try work.run("/usr/bin/env", ["python3", "-c", check])
    if python.status == 0 { #expect(python.output == "\(numbers) uint32 True\n") }
  }

  /// The database that is read must not be replaced by what is read from it, by whatever name.
  @Test func theDatabaseIsKept() throws {
    let work = try corpus()
    let before = try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite"))
    try FileManager.default.createSymbolicLink(
      atPath: work.path + "/link", withDestinationPath: work.path + "/lm.sqlite")
    for output in ["lm.sqlite", "./lm.sqlite", "link", work.path + "/lm.sqlite"] {
      let refused = try work.lmctl("export", "--format", "ids", "--output", output)
      #expect(refused.status == 73 && refused.errors.contains("database"), "\(refused.errors)")
    }
    #expect(try work.lmctl("stats", "--svg", "lm.sqlite").status == 73)
    #expect(try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite")) == before)
  }

  @Test func whatCannotBeWritten() throws {
    let work = try corpus()
    for (output, status) in [("none/x", 73), (".", 73), ("/dev/full", 74)] as [(String, Int32)] {
      let failed = try work.lmctl("export", "--format", "ids", "--output", output)
      #expect(failed.status == status && failed.errors.contains(output), "\(failed.errors)")
    }
    try work.write("before", to: "kept")
    #expect(try work.lmctl("export", "--corpus", "none", "--format", "ids", "--output", "kept").status == 66)
    #expect(try String(contentsOfFile: work.path + "/kept", encoding: .utf8) == "before")
    for arguments in [
      ["--format", "doc"], ["--format", "vocabulary", "--split", "train"], [], ["--format", "ids", "--json"],
      ["--format", "safetensors", "--split", "test"],
    ] {
      #expect(try work.run(Workdir.binary, ["export"] + arguments).status == 64)
    }
    let missing = try work.lmctl("export", "--format", "ids", "--db", "none.sqlite", "-o", "kept")
    #expect(missing.status == 66 && !work.exists("none.sqlite"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try corpus()
    let outcome = try work.run("/bin/sh", ["-c", "'\(Workdir.binary)' export --format vocabulary | head -1"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output == "id\tcount\trank\ttoken\n")
  }
}
