internal import Foundation
public import Ledger

/// A row of `lmctl list`: one of what the database holds under a name.
public struct ListedThing: Encodable, Equatable, Sendable {
  /// corpus, model or checkpoint.
  public let kind: String
  public let name: String
  /// The corpus that it belongs to.
  public let corpus: String
  public let about: String
  public let bytes: Int
  /// UTC, ISO 8601.
  public let createdAt: String

  public init(_ thing: StoredThing) {
    (kind, name, corpus) = (thing.kind.rawValue, thing.name, thing.corpus)
    (about, bytes, createdAt) = (thing.about, thing.bytes, thing.createdAt)
  }

  private enum CodingKeys: String, CodingKey {
    case kind, name, corpus, about, bytes
    case createdAt = "created_at"
  }
}

/// `lmctl list`: what is in the database.
public struct ListAll {
  public var corpus: String?
  public var kind: StoredThing.Kind?

  public init(corpus: String? = nil, kind: StoredThing.Kind? = nil) {
    self.corpus = corpus
    self.kind = kind
  }

  /// - Throws: where there is no database, or no corpus of the name.
  public func callAsFunction(_ bench: Workbench) throws -> [ListedThing] {
    let ledger = try bench.openForReading()
    let corpus = try corpus.map { try ledger.corpus(named: $0).name }
    return try ledger.inventory()
      .filter { thing in
        // By the bytes of the one that is meant: another may look the same.
        (corpus.map { thing.corpus.utf8.elementsEqual($0.utf8) } ?? true) && (kind == nil || thing.kind == kind)
      }
      .map(ListedThing.init)
  }
}
