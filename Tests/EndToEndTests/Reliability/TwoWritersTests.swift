import Foundation
import Testing

/// Two that write and one that reads share a database: nothing that was said to be written is lost.
///
/// In the long form each writer makes a thousand transactions, in the short form some fifty.
@Suite(.enabled(if: Tools.hasSQLite)) struct TwoWritersTests {
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
    let costs = try transactions(of: work)
    let before = try changes(work)
    let wanted = isLong ? 1000 : 50
    // Some commands will find no turn within five seconds.
    let rounds = wanted * 5 / (4 * (costs["corpus", default: 1] + costs["model", default: 1])) + 1
    let writers = try ["a", "b"].map {
      try work.start("/bin/sh", ["-c", Self.writer, Workdir.binary, $0, "\(rounds)"])
    }
    let reader = try work.start("/bin/sh", ["-c", Self.reader])
    var (corpora, models): (Set<String>, Set<String>) = (["first"], [])
    var made: [Int] = []
    for writer in writers {
      let end = try writer.wait()
      made.append(0)
      for line in String(decoding: end.output, as: UTF8.self).split(separator: "\n").map({ $0.split(separator: " ") }) {
        let (kind, name) = (line[0], String(line[1]))
        if line[2] == "0" { made[made.count - 1] += costs[String(kind), default: 0] }
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
    #expect(try names("corpus", work) == corpora)
    #expect(try names("model", work) == models)
    #expect(try work.integrity() == "ok\n")
    // A run that is not finished is one that failed, and says why.
    #expect(try work.sqlite("SELECT count(*) FROM run WHERE status NOT IN ('finished', 'failed')") == "0\n")
    #expect(made.allSatisfy { $0 >= wanted }, "\(made) transactions")
    let transactions = try changes(work) - before
    #expect(transactions >= made.reduce(0, +))
    if isLong {
      print(
        "\(transactions) transactions, \(made) of them of commands that succeeded, \(read.output.count { $0 == 10 } / 2) readings, \(corpora.count) corpora"
      )
    }
  }

  private func names(_ table: String, _ work: Workdir) throws -> Set<String> {
    Set(try work.sqlite("SELECT name FROM \(table)")?.split(separator: "\n").map(String.init) ?? [])
  }

  /// How many each of the writers' commands makes where nobody else is.
  private func transactions(of work: Workdir) throws -> [String: Int] {
    let copy = try work.copied()
    var (costs, before) = ([String: Int](), try changes(copy))
    for (kind, command) in [
      ("corpus", "tokenize s.txt --corpus x"), ("model", "ngram --corpus x --order 1 --name m"),
      ("removal", "remove m --corpus x --yes"),
    ] {
      try copy.make(command.split(separator: " ").map(String.init))
      let after = try changes(copy)
      (costs[kind], before) = (after - before, after)
    }
    return costs
  }

  /// SQLite counts the transactions that changed a file, in its header.
  private func changes(_ work: Workdir) throws -> Int {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite"))[24..<28])
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
