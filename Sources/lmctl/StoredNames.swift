import ArgumentParser
import Experiment
import Ledger

/// What a shell offers where a name of the database is wanted.
///
/// Names come from a file that may be anybody's: only those are offered that no shell reads as anything but a word.
enum StoredNames {
  static let corpora = CompletionKind.custom { words, _, _ in
    names(words) { ledger in try ledger.corpora().map(\.name) }
  }

  static let models = CompletionKind.custom { words, _, _ in names(words, models) }

  static let all = CompletionKind.custom { words, _, _ in
    names(words) { ledger in try ledger.corpora().map(\.name) + models(ledger) }
  }

  private static func models(_ ledger: Ledger) throws -> [String] {
    try ledger.corpora().flatMap { corpus in try ledger.models(of: corpus).map(\.name) }
  }

  /// Of the database that the line names; none where it cannot be read: a shell that completes asks no questions.
  private static func names(_ words: [String], _ read: (Ledger) throws -> [String]) -> [String] {
    let bench = Workbench(database: database(words), threads: 1, arguments: [], progress: { _ in })
    guard let ledger = try? bench.openForReading(), let names = try? read(ledger) else { return [] }
    return Set(names.filter { !$0.hasPrefix("-") && $0.unicodeScalars.allSatisfy(isPlain) }).sorted()
  }

  private static func database(_ words: [String]) -> String {
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == "--db", !next.isEmpty { return next }
      if word.hasPrefix("--db="), word.count > 5 { return String(word.dropFirst(5)) }
    }
    return CommonOptions.defaultDatabase
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
      || "-_.+".unicodeScalars.contains(scalar)
  }
}
