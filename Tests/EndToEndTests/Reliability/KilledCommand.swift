import Foundation
import Testing

/// A command that is killed right before one of its calls that change files, and what must hold then:
///
/// - the database is whole, and each of its results, and each file, is as it was before or as the command makes it;
/// - the next command works, and afterwards all is as the command makes it, with nothing left over.
struct KilledCommand: Sendable, CustomTestStringConvertible {
  let name: String
  /// Makes the folder that the command is run in.
  let prepare: @Sendable (Workdir) throws -> Void
  let command: [String]
  /// What is run after the kill; nil for the same command.
  var next: [String]?
  /// Names of files that the command makes beside the database.
  var files: [String] = []
  /// Commands that lead through the states between, of a command that shows several results one after another.
  var steps: [[String]] = []
  /// What the database is made of, where it is of an older version: the command brings it up to date first.
  var oldVersion: OldVersion?
  /// Whether times decide how often the command writes.
  var isTimed = false

  var testDescription: String { name }

  /// What an undisturbed command starts from, does and leaves.
  struct Undisturbed {
    let prepared: Workdir
    let before, after: Seen
    /// Of the results.
    let between: [StoredResults]
    let calls: [String]
    /// Names in the folder afterwards.
    let names: [String]
  }

  /// The results and the files' contents.
  struct Seen {
    let results: StoredResults
    let files: [String: [UInt8]]
  }

  func undisturbed() throws -> Undisturbed {
    let work = try Workdir()
    try prepare(work)
    let copy = try work.copied()
    let trace = try Strace.run([Workdir.binary] + command, in: copy)
    #expect(trace.ending.status == 0, "\(name): \(trace.ending.errors)")
    let after = try seen(copy)
    try checkNothingIsLeft(copy)
    let stepping = try work.copied()
    var between = try steps.map { step in
      try stepping.make(step)
      return try StoredResults(of: stepping)
    }
    if oldVersion != nil {
      try openToWrite(stepping)
      between.append(try StoredResults(of: stepping))
    }
    return Undisturbed(
      prepared: work, before: try seen(work.copied()), after: after, between: between, calls: trace.calls,
      names: copy.names)
  }

  /// Kills the command before call `index` of those that the undisturbed one made.
  /// - Returns: whether it came so far.
  @discardableResult func kill(at index: Int, _ whole: Undisturbed) throws -> Bool {
    let call = whole.calls[index]
    let number = whole.calls[...index].count { $0 == call }
    let place: Comment = "\(name), killed at \(call) \(number), call \(index + 1) of \(whole.calls.count)"
    let work = try whole.prepared.copied()
    let trace = try Strace.run([Workdir.binary] + command, in: work, injecting: Strace.kill(call, number))
    guard trace.ending.status == -SIGKILL else {
      #expect(isTimed && trace.ending.status == 0, "\(place): \(trace.ending.status) \(trace.ending.errors)")
      return false
    }
    let copy = try work.copied()
    #expect(try ["ok\n", ""].contains(copy.integrity()), place)
    let left = try seen(copy)
    #expect(left.results.torn(of: [whole.before.results, whole.after.results] + whole.between) == [], place)
    for file in files {
      let content = left.files[file]
      #expect(content == whole.before.files[file] || content == whole.after.files[file], "\(place): \(file)")
    }
    // lmctl itself meets the journal as the kill left it.
    let again = try work.run(Workdir.binary, next ?? command)
    let stood = left.results == whole.after.results && files.allSatisfy { left.files[$0] == whole.after.files[$0] }
    #expect(again.status == 0 || stood && [66, 73].contains(again.status), "\(place): \(again.errors)")
    let finally = try seen(work)
    #expect(finally.results.torn(of: [whole.after.results]) == [], place)
    #expect(files.allSatisfy { finally.files[$0] == whole.after.files[$0] }, place)
    if work.names.contains("lm.sqlite-journal") { try openToWrite(work) }
    try checkNothingIsLeft(work, place, examines: !isLong || index % 10 == 0)
    #expect(work.names == whole.names, place)
    return true
  }

  private func checkNothingIsLeft(
    _ work: Workdir, _ place: Comment = "undisturbed", examines: Bool = true
  ) throws {
    // Where the next command had only to read, and where something was replaced.
    if try !hasNoOrphans(work) { try openToWrite(work) }
    #expect(try hasNoOrphans(work), place)
    #expect(try work.integrity() == "ok\n", place)
    guard examines else { return }
    let doctor = try work.lmctl("doctor", "--quiet")
    #expect(doctor.status == 0, "\(place): \(doctor.output)")
  }

  private func hasNoOrphans(_ work: Workdir) throws -> Bool {
    try Set((work.sqlite(StoredResults.orphans) ?? "").split(separator: "\n")) == ["0"]
  }

  private func openToWrite(_ work: Workdir) throws {
    #expect(try work.lmctl("ngram", "--corpus", "no such thing").status == 66)
  }

  private func seen(_ work: Workdir) throws -> Seen {
    let contents = files.compactMap { name in
      FileManager.default.contents(atPath: work.path + "/" + name).map { (name, Self.steady([UInt8]($0))) }
    }
    return Seen(results: try StoredResults(of: work), files: Dictionary(uniqueKeysWithValues: contents))
  }
}

extension KilledCommand {
  /// A file without what differs from run to run: a whole page holds dates and seconds.
  private static func steady(_ content: [UInt8]) -> [UInt8] {
    let (start, end) = (Array("<!DOCTYPE html>".utf8), Array("</html>\n".utf8))
    return content.starts(with: start) && content.reversed().starts(with: end.reversed()) ? start + end : content
  }
}
