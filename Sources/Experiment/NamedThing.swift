public import Ledger
public import Platform

/// Which of what the database holds is meant.
public struct NamedThing {
  public var name: String
  /// Where the name is that of several.
  public var corpus: String?
  public var kind: StoredThing.Kind?

  public init(_ name: String, corpus: String? = nil, kind: StoredThing.Kind? = nil) {
    self.name = name
    self.corpus = corpus
    self.kind = kind
  }

  /// A model goes before the checkpoint that its training left.
  /// - Throws: ``NamedThingError``; where there is no corpus of the name that was given.
  func find(in ledger: Ledger) throws -> StoredThing {
    let corpus = try corpus.map { try ledger.corpus(named: $0).name }
    let all = try ledger.inventory().filter { one in
      let isOfCorpus = corpus.map { $0.utf8.elementsEqual(one.corpus.utf8) } ?? true
      return isOfCorpus && (kind == nil || one.kind == kind)
    }
    // Byte by byte: two names may look the same, and both be there. Where none has the bytes, what looks so is meant.
    let exact = all.filter { $0.name.utf8.elementsEqual(name.utf8) }
    let found = exact.isEmpty ? all.filter { $0.name == name } : exact
    let meant = found.filter { one in
      one.kind != .checkpoint || !found.contains { $0.kind == .model && $0.corpus == one.corpus }
    }
    guard let thing = meant.first else {
      throw NamedThingError.nothing(path: ledger.path, name: name, names: all.map(\.name))
    }
    if meant.count > 1 {
      throw NamedThingError.several(
        path: ledger.path, name: name, things: meant.map { "\($0.kind.rawValue) of corpus '\($0.corpus)'" })
    }
    return thing
  }
}

/// Why a name says not what is meant.
public enum NamedThingError: Failure, Equatable {
  case nothing(path: String, name: String, names: [String])
  case several(path: String, name: String, things: [String])
  /// Removing, where nobody can be asked.
  case notConfirmed(name: String)

  public var exitCode: ExitCode {
    switch self {
    case .nothing: .noInput
    case .several, .notConfirmed: .usage
    }
  }

  public var description: String {
    switch self {
    case .nothing(let path, let name, let names):
      """
      \(path): there is nothing under the name '\(name)'\
      \(names.isEmpty ? "" : "; there are " + Self.list(names.map { "'\($0)'" })); `lmctl list` shows what there is
      """
    case .several(let path, let name, let things):
      "\(path): '\(name)' is the name of several (\(Self.list(things))); choose with --kind or --corpus"
    case .notConfirmed(let name):
      "'\(name)' is not removed: standard input is no terminal to ask on; give --yes"
    }
  }

  private static func list(_ items: [String]) -> String {
    items.prefix(20).joined(separator: ", ") + (items.count > 20 ? " and \(items.count - 20) more" : "")
  }
}
