import Foundation

/// What every command must keep to, whatever it was given.
enum SoakRules {
  /// How a command may end, and what it may say.
  static func check(_ line: SoakCommand, _ ending: Child.Ending, isAlone: Bool) throws {
    func fail(_ what: String) -> SoakFailure {
      SoakFailure("\(what)\n\(line.description)\nended with \(ending.status): \(ending.errors.suffix(2000))")
    }
    // What somebody else's transaction held up too long, and what a signal ended.
    var allowed: Set<Int32> = [0, 64, 65, 66, 73]
    // What somebody chose too small, or what nobody could hold: of ids in a spoiled file one may be near 2³¹.
    if line.isOdd || !Set(["--memory", "--ids"]).isDisjoint(with: line.arguments) { allowed.insert(69) }
    if !isAlone { allowed.insert(75) }
    if let signal = line.ending?.signal { allowed.formUnion([-signal, 128 + signal]) }
    guard allowed.contains(ending.status) else { throw fail("no exit code that it may end with") }
    for word in ["Fatal error", "defect of lmctl", "Assertion", "Backtrace"] where ending.errors.contains(word) {
      throw fail("it says '\(word)'")
    }
    let isControl = { (scalar: Unicode.Scalar) in scalar != "\n" && scalar.properties.generalCategory == .control }
    if ending.errors.unicodeScalars.contains(where: isControl) { throw fail("it writes control characters") }
    // What the tests' own process held is counted as that of the programs it starts (``Child/Ending/peakResident``).
    if ending.peakResident > max(1 << 30, Child.ownPeakResident) {
      throw fail("it took \(ending.peakResident >> 20) MiB")
    }
    let lines = ending.errors.split(separator: "\n")
    if (65...75).contains(ending.status), line.arguments.first != "doctor" {
      guard let last = lines.last, last.hasPrefix("lmctl: "), last.utf8.count > 20 else {
        throw fail("its last line is no error")
      }
      if line.arguments.contains("--quiet"), lines.dropLast().contains(where: { !$0.hasPrefix("warning: ") }) {
        throw fail("it was to be quiet, and says more than warnings and its error")
      }
    }
    if ending.status == 0,
      ["list", "show", "doctor", "compare", "ngram", "train-rnn", "stats"].contains(line.arguments.first)
    {
      let text = String(decoding: ending.output, as: UTF8.self)
      if text.unicodeScalars.contains(where: { isControl($0) && $0 != "\t" }) {
        throw fail("its table has control characters")
      }
    }
  }

  /// What may be there after these commands, which ran at the same time.
  static func check(_ runs: [(line: SoakCommand, ending: Child.Ending)], _ before: SoakState, _ after: SoakState) throws
  {
    func tell(_ what: String) -> SoakFailure {
      let told = runs.map { "\($0.line.description)\nended with \($0.ending.status): \($0.ending.errors.suffix(500))" }
      return SoakFailure("\(what)\n\(told.joined(separator: "\n"))")
    }
    // Whoever ended with a code of an error did not do what it was to do.
    func hasFailed(_ ending: Child.Ending) -> Bool { (64...75).contains(ending.status) }
    for (thing, mark) in before.things {
      guard let now = after.things[thing] else {
        if runs.contains(where: { $0.line.mayRemove(thing, hasFailed: hasFailed($0.ending)) }) { continue }
        throw tell("\(thing) is gone")
      }
      if now == mark { continue }
      let isMadeAnew = runs.contains { run in
        run.line.mayChange(thing, hasFailed: hasFailed(run.ending))
          || (run.line.mayRemove(thing, hasFailed: hasFailed(run.ending)) && runs.contains { $0.line.mayMake(thing) })
      }
      if !isMadeAnew { throw tell("\(thing) is another: \(mark) before, \(now) now") }
    }
    for thing in after.things.keys where before.things[thing] == nil {
      if !runs.contains(where: { $0.line.mayMake(thing) }) { throw tell("\(thing) has appeared") }
    }
    for (line, ending) in runs where ending.status == 0 {
      for thing in line.promised where after.things[thing] == nil {
        let isTaken = runs.contains { $0.line.mayRemove(thing, hasFailed: false) }
        if !isTaken { throw tell("\(thing) was said to be made, and is not there") }
      }
    }
  }
}
