import Foundation

/// Random commands on one database, and after each of them what must be so.
///
/// The seed decides texts, commands and when they are ended; what a signal meets, and who of several writers is first, the
/// machine decides. Hence a failure tells the last commands too.
final class Soak {
  let work: Workdir
  private let binary: String
  private let seed: UInt64
  private var random: SeededRandom
  private let texts: SoakTexts
  private var state: SoakState
  private var last: [String] = []
  private var names: [String] = []
  private(set) var steps = 0
  private(set) var figures = Figures()

  /// What was done.
  struct Figures: CustomStringConvertible {
    var commands = 0
    var succeeded = 0
    var refused = 0
    var ended = 0
    var together = 0
    var examinations = 0
    var clearances = 0
    var slowest = 0.0
    var largestResident = 0

    var description: String {
      """
      \(commands) commands: \(succeeded) succeeded, \(refused) refused, \(ended) ended by signals, \(together) beside others; \
      \(examinations) examinations, \(clearances) clearances; slowest \(slowest) s, none above \(largestResident >> 20) MiB
      """
    }
  }

  /// - Parameter folder: of a soak before, whose database and files are gone on with.
  init(seed: UInt64, binary: String, from folder: String? = nil) throws {
    (self.seed, self.binary) = (seed, binary)
    work = try Workdir()
    // From where the tests run, not from the new folder.
    let folder = folder.map { URL(fileURLWithPath: $0).path }
    if let folder, try work.run("/bin/cp", ["-a", folder + "/.", "."]).status != 0 {
      throw SoakFailure("\(folder) cannot be copied")
    }
    random = SeededRandom(seed: seed)
    texts = try SoakTexts()
    state = try SoakState(of: work)
    try FileManager.default.createDirectory(atPath: work.path + "/tmp", withIntermediateDirectories: true)
    for number in 0..<12 { try renew("text\(number).txt") }
    try work.write("no model\n", to: "broken")
  }

  /// One command, or several at a time, and what must be so after them.
  /// - Throws: ``SoakFailure`` with the seed and the last commands.
  func step() throws {
    steps += 1
    if random.chance(30) { try renew(random.pick(names)) }
    if random.chance(3) { try breakOutput() }
    var commands = SoakCommands(random, texts: names)
    let count = random.chance(12) ? random.number(2...4) : 1
    let lines = (0..<count).map { _ in commands.next(state) }
    random = commands.random
    last = (last + lines.map { (count > 1 ? "& " : "") + $0.description }).suffix(25)
    do {
      let endings = try SoakRun(binary, lines, in: work).endings
      let before = state
      state = try SoakState(of: work)
      for (line, ending) in zip(lines, endings) {
        figures.add(line, ending, count: count)
        try SoakRules.check(line, ending, isAlone: count == 1)
      }
      try SoakRules.check(Array(zip(lines, endings)), before, state)
      if steps % 25 == 0 { try examine() }
      if steps % 250 == 0 { try clear() }
    } catch let failure as SoakFailure {
      throw SoakFailure(
        """
        \(failure)
        step \(steps), LMCTL_SOAK_SEED=\(seed); the last commands:
        \(last.joined(separator: "\n"))
        """)
    }
  }

  /// The file is whole, nothing lies about, and no more of it is used than what it holds.
  func examine() throws {
    figures.examinations += 1
    try work.write(Workdir.story(30), to: "tiny.txt")
    // Whoever writes next puts right what the killed ones left.
    try well(["tokenize", "tiny.txt", "--corpus", "examined", "--replace", "--quiet"])
    try well(["remove", "examined", "--yes", "--quiet"])
    let integrity = try work.integrity()
    guard integrity == "ok\n" else { throw SoakFailure("integrity: \(integrity)") }
    try well(["doctor"])
    state = try SoakState(of: work)
    let known = Set(names + SoakCommands.outputs + SoakOption.wrong + ["lm.sqlite", "tmp", "broken", "tiny.txt"])
    if let stray = work.names.first(where: { !known.contains($0) }) { throw SoakFailure("left over: \(stray)") }
    let temporary = try FileManager.default.contentsOfDirectory(atPath: work.path + "/tmp")
    if let stray = temporary.first { throw SoakFailure("left over: tmp/\(stray)") }
    let processes = Self.processes(in: work.path)
    if !processes.isEmpty { throw SoakFailure("still running: \(processes)") }
    try requireNoMoreThanData()
  }

  /// All is removed: then nothing is left but the history of runs.
  func clear() throws {
    figures.clearances += 1
    for corpus in state.corpora { try well(["remove", corpus, "--kind", "corpus", "--yes", "--quiet"]) }
    try examine()
    let rest = try work.sqlite(
      """
      SELECT (SELECT count(*) FROM artifact) + (SELECT count(*) FROM artifact_chunk) + (SELECT count(*) FROM token)
        + (SELECT count(*) FROM top_ngram) + (SELECT count(*) FROM ngram_list) + (SELECT count(*) FROM split)
        + (SELECT count(*) FROM score) + (SELECT count(*) FROM difference) + (SELECT count(*) FROM statistic)
      """)
    guard rest == "0\n", state.things.isEmpty else { throw SoakFailure("left after all was removed: \(rest ?? "?")") }
  }

  private func well(_ arguments: [String]) throws {
    let line = SoakCommand(arguments: arguments)
    last = (last + [line.description]).suffix(25)
    let ending = try SoakRun(binary, [line], in: work).endings[0]
    guard ending.status == 0 else {
      let output = String(decoding: ending.output, as: UTF8.self)
      throw SoakFailure("\(line.description) ended with \(ending.status): \(ending.errors)\(output)")
    }
  }

  /// A file of SQLite's own making from the same rows is not much smaller: lmctl gives back what is free once that is a
  /// quarter; pages that are not full, and the first 128, are the rest.
  private func requireNoMoreThanData() throws {
    _ = try work.sqlite("VACUUM INTO 'tmp/packed.sqlite'")
    let packed = try Self.size(work.path + "/tmp/packed.sqlite")
    try FileManager.default.removeItem(atPath: work.path + "/tmp/packed.sqlite")
    let actual = try Self.size(work.path + "/lm.sqlite")
    guard actual <= 2 * packed + 2 << 20 else {
      throw SoakFailure("the database has \(actual) bytes, and what it holds would need \(packed)")
    }
  }

  private static func size(_ path: String) throws -> Int {
    (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  private static func processes(in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { process in
      Int(process) != nil
        && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == folder
    }
  }

  /// Another text by this name, packed now and then.
  private func renew(_ name: String) throws {
    if !names.contains(name) { names.append(name) }
    try work.write(texts.next(&random), to: name)
    if random.chance(8), try work.run("/usr/bin/gzip", ["-kf", name]).status == 0 {
      try work.run("/bin/mv", [name + ".gz", name]).requireSuccess()
    }
  }

  /// What was exported for another program comes back damaged.
  private func breakOutput() throws {
    let path = URL(fileURLWithPath: work.path + "/" + random.pick(SoakCommands.outputs))
    guard var bytes = try? [UInt8](Data(contentsOf: path)), !bytes.isEmpty else { return }
    if random.chance(50) { bytes.removeLast(random.number(0...bytes.count)) }
    if !bytes.isEmpty { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
    try Data(bytes).write(to: path)
  }
}

extension Workdir.Outcome {
  fileprivate func requireSuccess() throws { if status != 0 { throw SoakFailure(errors) } }
}

extension Soak.Figures {
  fileprivate mutating func add(_ line: SoakCommand, _ ending: Child.Ending, count: Int) {
    commands += 1
    if count > 1 { together += 1 }
    if ending.status == 0 {
      succeeded += 1
    } else if ending.status < 0 || ending.status > 128 {
      ended += 1
    } else {
      refused += 1
    }
    slowest = max(slowest, ending.seconds)
    largestResident = max(largestResident, ending.peakResident)
  }
}
