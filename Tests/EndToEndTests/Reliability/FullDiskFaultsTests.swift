import Foundation
import Testing

/// A call that changes a file fails, for want of room or because the disk does: each of them, once or from then on.
///
/// The short form takes the first, the last and one in the middle of each kind of call; the long form takes all, with both
/// errors.
@Suite(.enabled(if: Strace.works && Tools.hasSQLite)) struct FullDiskFaultsTests {
  struct Case: CustomTestStringConvertible {
    let command: [String]
    /// A file that stands and would be replaced.
    var output: String?
    /// Whether the command says so where its work is done already.
    var standsAlready = false

    var testDescription: String { command.joined(separator: " ") }

    init(_ command: String, output: String? = nil, standsAlready: Bool = false) {
      self.command = command.split(separator: " ").map(String.init)
      self.output = output
      self.standsAlready = standsAlready
    }
  }

  static let cases = [
    Case("tokenize s.txt --corpus d --db new.sqlite", standsAlready: true),
    Case("ngram --corpus c --order 3", standsAlready: true),
    Case("export --corpus c --model laplace-2 --format arpa --output o.arpa", output: "o.arpa"),
    Case("compare --corpus c --where --html p.html", output: "p.html"),
  ]

  /// Not `write`: what is told takes it too. Full disks are for that (``FullDiskTests``).
  private static let calls: Set = ["pwrite64", "fdatasync", "fsync", "unlink", "linkat", "rename"]

  @Test(arguments: cases) func oldOrNew(_ test: Case) throws {
    let base = try Self.base()
    let whole = try base.copied()
    let trace = try Strace.run([Workdir.binary] + test.command, in: whole)
    #expect(trace.ending.status == 0, "\(trace.ending.errors)")
    let database = test.command.contains("new.sqlite") ? "new.sqlite" : "lm.sqlite"
    let (old, new) = (
      try StoredResults(of: base, database: database), try StoredResults(of: whole, database: database)
    )
    var runs = 0
    for (call, count) in trace.counts where Self.calls.contains(call) {
      for number in isLong ? Array(1...count) : Array(Set([1, (count + 1) / 2, count])).sorted() {
        let errors = isLong ? ["ENOSPC", "EIO"] : [number % 2 == 0 ? "EIO" : "ENOSPC"]
        for (error, last) in errors.flatMap({ error in
          (isLong ? ["", "+"] : [number % 3 == 0 ? "+" : ""]).map { (error, $0) }
        }) {
          let fault = "\(call):error=\(error):when=\(number)\(last)"
          try check(test, fault, database, base, old: old, new: new)
          runs += 1
        }
      }
    }
    #expect(runs > 3, "calls that can fail were seen")
    if isLong { print("\(test.testDescription): \(runs) faults") }
  }

  private func check(
    _ test: Case, _ fault: String, _ database: String, _ base: Workdir, old: StoredResults, new: StoredResults
  ) throws {
    let work = try base.copied()
    if let output = test.output { try work.write("old", to: output) }
    let ending = try Strace.run([Workdir.binary] + test.command, in: work, injecting: fault).ending
    #expect([0, 73, 74].contains(ending.status), "\(fault): \(ending.status) \(ending.errors)")
    let message = ending.errors.split(separator: "\n").last ?? ""
    if ending.status != 0 {
      #expect(
        message.hasPrefix("lmctl: \(test.output ?? database): ") || message.hasPrefix("lmctl: \(database): "),
        "\(fault): \(message)")
      #expect(ending.output.isEmpty, "\(fault): nothing is told of what is not there")
      if let output = test.output, message.hasPrefix("lmctl: \(output)") {
        #expect(try Data(contentsOf: URL(fileURLWithPath: work.path + "/" + output)) == Data("old".utf8), "\(fault)")
      }
    }
    // What is asked of the database undoes what could not be undone then.
    if work.exists(database) { #expect(try work.integrity(of: database) == "ok\n", "\(fault)") }
    let found = try StoredResults(of: work, database: database)
    // What failed is not there, but for what was found out before its page was written.
    let isOld = test.standsAlready ? found == old : found.torn(of: [old, new]) == []
    #expect(
      ending.status == 0 ? found == new : isOld, "\(fault), \(found.torn(of: [old, new])): \(ending.errors)")
    let again = try work.run(Workdir.binary, test.command)
    #expect(again.status == (test.standsAlready && found == new ? 73 : 0), "\(fault): \(again.errors)")
    #expect(try StoredResults(of: work, database: database) == new, "\(fault)")
    let names = Set(work.names).subtracting(base.names)
    #expect(names.isSubset(of: [database, test.output ?? database]), "\(fault): \(names)")
  }

  // MARK: What all of them start from

  private static func base() throws -> Workdir {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "1,2", "--quiet").status == 0)
    return work
  }
}
