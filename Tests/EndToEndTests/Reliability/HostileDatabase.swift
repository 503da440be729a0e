import Foundation
import Testing

/// A database with a corpus and models of every kind, and what somebody does to it who means harm.
enum HostileDatabase {
  /// A folder with a corpus and models of every kind, to be copied.
  static func template() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    try work.write("the cat sees a mouse , now .\n", to: "new.txt")
    for arguments in [
      ["tokenize", "s.txt", "--corpus", "c"], ["ngram", "--order", "2", "--smoothing", "witten-bell"],
      ["ngram", "--order", "2"], resuming(epochs: 2),
      [
        "compare", "--mix", "witten-bell-2,r", "--cache", "laplace-2", "--neural-cache", "r", "--where", "--horizon",
        "1,2",
      ],
    ] {
      let made = try work.run(Workdir.binary, arguments + ["--quiet"])
      #expect(made.status == 0, "\(arguments): \(made.errors)")
    }
    return work
  }

  static func resuming(epochs: Int) -> [String] {
    [
      "train-rnn", "--name", "r", "--hidden", "8", "--batch", "4", "--steps", "8", "--epochs", "\(epochs)", "--resume",
      "--quiet", "--diagnose", "gradients",
    ]
  }

  /// Another program does what it likes.
  static func forge(_ work: Workdir, _ sql: String) throws {
    let rules = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "
    let outcome = try work.run("/usr/bin/sqlite3", ["lm.sqlite", rules + sql])
    #expect(outcome.status == 0, "\(sql): \(outcome.errors)")
  }

  /// Each of them ends with an answer: 0, or a code of the table and one line that a terminal may show.
  @discardableResult
  static func answer(_ work: Workdir, _ arguments: [String], _ what: String) throws -> Int32 {
    let end = try work.start(lmctl: arguments).wait()
    #expect([0, 65, 66, 69, 73].contains(end.status), "\(what), \(arguments): \(end.status) \(end.errors)")
    let said = end.errors.split(separator: "\n").filter { $0.hasPrefix("lmctl: ") }
    #expect(end.status == 0 || said.count == 1 || arguments[0] == "doctor", "\(what), \(arguments): \(end.errors)")
    for text in [end.errors, String(decoding: end.output, as: UTF8.self)] {
      #expect(
        !text.unicodeScalars.contains {
          $0 != "\n" && $0 != "\t" && [.control, .format].contains($0.properties.generalCategory)
        }, "\(what), \(arguments)")
    }
    return end.status
  }

  static let deep = "replace(hex(zeroblob(100000)), '00', '[')"
  static let scoring = ["score", "new.txt", "--model", "r", "--quiet"]
  static let generating = ["generate", "--model", "r", "--tokens", "3"]

  /// Bytes with the digest that belongs to them: nothing but a look at what they say can refuse them.
  static func forge(_ work: Workdir, artifact: String, _ change: (inout [UInt8]) -> Void) throws {
    let table = "artifact_id = (\(artifact))"
    let hex = try work.sqlite("SELECT hex(data) FROM artifact_chunk WHERE \(table) AND place = 0") ?? ""
    let digits = Array(hex.utf8.prefix { $0 != 0x0A })
    var bytes = stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
    }
    change(&bytes)
    try work.write(bytes, to: "bytes")
    let digest = try work.run("/usr/bin/sha256sum", ["bytes"]).output.prefix(64)
    try forge(
      work,
      """
      UPDATE artifact_chunk SET data = readfile('bytes') WHERE \(table);
      UPDATE artifact SET bytes = \(bytes.count), sha256 = '\(digest)' WHERE \(table)
      """)
  }
}
