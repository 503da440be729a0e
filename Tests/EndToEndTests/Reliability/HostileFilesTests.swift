import Foundation
import Testing

/// "What lmctl promises": a file that was made to do harm is refused with one line, and nothing of it comes in.
@Suite struct HostileFilesTests {
  /// A folder with the corpus and a model of it.
  private static func folder() throws -> Workdir {
    let work = try Workdir()
    try work.write(HostileFile.corpusText, to: "t.txt")
    let made = try work.run(Workdir.binary, ["tokenize", "t.txt"] + HostileFile.tokenizing)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try work.lmctl("ngram", "--order", "1", "--quiet").status == 0)
    return work
  }

  /// The database without what each opening for writing counts up in its header.
  private static func database(_ work: Workdir) throws -> [UInt8] {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite")))
    for place in Array(24..<28) + Array(92..<96) { bytes[place] = 0 }
    return bytes
  }

  /// Exit 65 (or what is said), one line with what and where, nothing a terminal obeys, the database as it was, no file
  /// beside it; in the long form within a second and 100 MB too. What unpacks has no bound on its time.
  private static func check(_ file: HostileFile, in work: Workdir, _ before: [UInt8], _ names: [String]) throws {
    try work.write(file.bytes, to: file.name)
    let (end, peak) = try work.measured(lmctl: file.arguments)
    let lines = end.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(end.status == file.status && lines.count == 1, "\(file): \(end.status) \(end.errors.prefix(500))")
    for word in file.words { #expect(end.errors.contains(word), "\(file): \(end.errors.prefix(500))") }
    #expect(end.errors.utf8.count < 600 && end.output.isEmpty, "\(file)")
    #expect(!end.errors.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }, "\(file)")
    #expect(try database(work) == before, "\(file) changed the database")
    #expect(work.names == (names + [file.name]).sorted(), "\(file) left \(work.names)")
    if isLong {
      let isBomb = file.arguments.contains("--max-expanded")
      #expect(isBomb || end.seconds < 1, "\(file): \(end.seconds) s")
      #expect(peak ?? 0 < 100 << 20, "\(file): \(peak ?? 0) bytes")
      print("\(file): \(Int(end.seconds * 1000)) ms, \((peak ?? 0) >> 20) MiB")
    }
    try FileManager.default.removeItem(atPath: work.path + "/" + file.name)
  }

  private static func check(_ files: [HostileFile]) throws {
    let work = try folder()
    let (before, names) = (try database(work), work.names)
    for file in files { try check(file, in: work, before, names) }
    #expect(work.names == names)
  }

  @Test func arpa() throws { try Self.check(HostileFile.arpa) }
  @Test func safeTensors() throws { try Self.check(HostileFile.safeTensors) }
  @Test func numbers() throws { try Self.check(HostileFile.numbers) }
  @Test func lists() throws { try Self.check(HostileFile.lists) }
  @Test func compressed() throws { try Self.check(HostileFile.compressed) }
  @Test func texts() throws { try Self.check(HostileFile.texts) }

  @Test func thereAreEnough() {
    #expect(HostileFile.all.count >= 130)
    #expect(Set(HostileFile.all.map(\.description)).count == HostileFile.all.count)
  }

  /// What each case is a change of is taken: a test of refusals alone would pass where nothing is ever taken.
  @Test func whatTheyAreMadeOfIsTaken() throws {
    let work = try Self.folder()
    for (name, bytes, arguments) in [
      ("m.arpa", Array(HostileFile.validARPA.utf8), ["import", "m.arpa", "--name", "m"]),
      ("r.safetensors", HostileFile.network(), ["import", "r.safetensors", "--name", "r"]),
      ("p.txt", Array(String(repeating: "-1\n", count: 6).utf8), ["compare", "--import", "p=p.txt"]),
      // Logarithms all the same, whose squares are beyond any number.
      (
        "far.txt", Array(("-1e308\n" + String(repeating: "-1\n", count: 5)).utf8), ["compare", "--import", "f=far.txt"]
      ),
      (
        "p.npy",
        HostileFile.npy("'<f8', 'fortran_order': False, 'shape': (6,), ", Array(repeating: 0, count: 48)),
        ["compare", "--import", "q=p.npy"]
      ),
      (
        "v.tsv", Array((HostileFile.vocabularyBeginning + "2\t5\t1\ta\n3\t5\t2\tb\n").utf8),
        ["tokenize", "t.txt", "--corpus", "d", "--unit", "whitespace", "--vocabulary-from", "v.tsv"]
      ),
      ("n.txt", Array("a\t1\na b\t2\nb\t3\n".utf8), ["merge", "n.txt", "./n.txt"]),
      ("g.gz", GzipBytes.stored(Array(HostileFile.corpusText.utf8)), ["count", "g.gz", "--order", "1"]),
      (
        "x.txt", HostileFile.longToken(65536),
        ["tokenize", "x.txt", "--corpus", "x", "--unit", "whitespace", "--split", "100:0:0"]
      ),
    ] {
      try work.write(bytes, to: name)
      let end = try work.start(lmctl: arguments).wait()
      #expect(end.status == 0, "\(name): \(end.errors)")
    }
  }

  /// Cut off after any of its bytes, a file is refused: never a trap. What reads them is tried byte by byte in the rooms'
  /// own tests; here the binary has every 41st place, in the long form every one.
  @Test func cutOffAnywhere() throws {
    let work = try Self.folder()
    let step = isLong ? 1 : 41
    for (name, bytes, arguments) in [
      ("m.arpa", Array(HostileFile.validARPA.utf8), ["import", "m.arpa", "--name", "m"]),
      ("r.safetensors", HostileFile.network(), ["import", "r.safetensors", "--name", "r"]),
      ("t2.txt", GzipBytes.stored(Array(HostileFile.corpusText.utf8)), ["tokenize", "t2.txt", "--corpus", "d"]),
    ] {
      for count in stride(from: name == "t2.txt" ? 3 : 0, to: bytes.count - 1, by: step) {
        try work.write(Array(bytes.prefix(count)), to: name)
        let end = try work.start(lmctl: arguments).wait()
        #expect(end.status == 65 && end.errors.hasPrefix("lmctl: \(name)"), "\(name) \(count): \(end.errors)")
      }
    }
  }

  /// Without the option the limit is 100 × the file and 1 GiB: memory stays what it is for a line without an end, of which
  /// 256 MiB are held before it is refused.
  @Test(.enabled(if: isLong)) func aBombStopsAtTheLimitOfItself() throws {
    let work = try Self.folder()
    try work.write(GzipBytes.bomb(megabytes: 4000), to: "b.gz")
    for arguments in [["count", "b.gz", "--order", "1"], ["merge", "b.gz"], ["import", "b.gz", "--name", "m"]] {
      let (end, peak) = try work.measured(lmctl: arguments)
      #expect(end.status == 65 && end.errors.contains("b.gz"), "\(end.errors)")
      #expect(peak ?? 0 < 400 << 20, "\(arguments): \(peak ?? 0) bytes")
      print("\(arguments[0]): \(end.errors) \(Int(end.seconds * 1000)) ms, \((peak ?? 0) >> 20) MiB")
    }
  }
}
