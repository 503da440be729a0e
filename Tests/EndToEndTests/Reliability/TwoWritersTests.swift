import Foundation
import Testing

/// Two that write and one that reads share a database: nothing that was said to be written is lost.
///
/// The short form makes some hundred transactions, the long form more than a thousand for each writer.
@Suite struct TwoWritersTests {
  /// Writes corpora and models, and takes some away again, and says of each command how it ended.
  private static let writer = """
    for i in $(seq $2); do
      "$0" tokenize s.txt --corpus $1$i --quiet > /dev/null; echo corpus $1$i $?
      "$0" ngram --corpus $1$i --order 1 --name $1m$i --quiet > /dev/null; echo model $1m$i $?
      if [ $((i % 3)) = 0 ]; then "$0" remove $1m$i --corpus $1$i --yes --quiet > /dev/null; echo removal $1m$i $?; fi
    done
    """
  private static let reader = """
    while [ ! -e over ]; do
      sqlite3 -cmd '.timeout 20000' lm.sqlite 'SELECT count(*) FROM leaderboard; SELECT count(*) FROM token' || exit 1
    done
    """

  @Test func loseNothing() throws {
    let work = try Workdir()
    try work.write(Workdir.story(20), to: "s.txt")
    #expect(try work.lmctl("tokenize", "s.txt", "--corpus", "first", "--quiet").status == 0)
    let before = try changes(work)
    let rounds = isLong ? 110 : 4
    let writers = try ["a", "b"].map {
      try work.start("/bin/sh", ["-c", Self.writer, Workdir.binary, $0, "\(rounds)"])
    }
    let reader = try work.start("/bin/sh", ["-c", Self.reader])
    var (corpora, models): (Set<String>, Set<String>) = (["first"], [])
    for writer in writers {
      let end = try writer.wait()
      for line in String(decoding: end.output, as: UTF8.self).split(separator: "\n").map({ $0.split(separator: " ") }) {
        let (kind, name) = (line[0], String(line[1]))
        switch (kind, line[2]) {
        case ("corpus", "0"): corpora.insert(name)
        case ("model", "0"): models.insert(name)
        case ("removal", "0"): models.remove(name)
        // On a machine that has much to do a turn may take more than five seconds; then it is said, with its reason.
        default: #expect(["75", "66"].contains(line[2]), "\(line): \(end.errors)")
        }
      }
    }
    try work.write("", to: "over")
    let read = try reader.wait()
    #expect(read.status == 0 && !read.output.isEmpty, "\(read.errors)")
    #expect(corpora.count > rounds)
    #expect(try names("corpus", work) == corpora)
    #expect(try names("model", work) == models)
    #expect(try work.integrity() == "ok\n")
    // A run that is not finished is one that failed, and says why.
    #expect(try work.sqlite("SELECT count(*) FROM run WHERE status NOT IN ('finished', 'failed')") == "0\n")
    let transactions = try changes(work) - before
    #expect(transactions > 4 * (corpora.count + models.count))
    if isLong {
      print("\(transactions) transactions, \(read.output.count { $0 == 10 } / 2) readings, \(corpora.count) corpora")
    }
  }

  private func names(_ table: String, _ work: Workdir) throws -> Set<String> {
    Set(try work.sqlite("SELECT name FROM \(table)")?.split(separator: "\n").map(String.init) ?? [])
  }

  /// SQLite counts the transactions that changed a file, in its header.
  private func changes(_ work: Workdir) throws -> Int {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite"))[24..<28])
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
