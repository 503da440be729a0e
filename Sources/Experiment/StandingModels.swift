internal import Ledger

/// What stands already under the names of models that are to be made of others.
public struct StandingModels {
  public var corpus: String?
  /// Whether what stands is to be made anew.
  public var replaces: Bool

  public init(corpus: String?, replaces: Bool) {
    self.corpus = corpus
    self.replaces = replaces
  }

  /// Kinds that are made of other models, or of other programs' numbers: in a moment, and again at any time.
  private static let made: Set = ["mixture", "cache", "dynamic", "imported"]

  /// Whether there is nothing to do: the model stands, is made of just these, and none of them is newer.
  ///
  /// - Throws: ``CompareError/wasTrained(model:kind:)`` where `--replace` would throw a trained model away.
  public func has(_ name: String, madeOf parts: [String], _ bench: Workbench) throws -> Bool {
    if replaces {
      try checkReplaceable(name, bench)
      return false
    }
    let ledger = try bench.openForReading()
    let models = try ledger.models(of: ledger.corpus(named: corpus))
    guard let model = models.meant(by: name, \.name), Self.made.contains(model.kind) else { return false }
    let components = try ledger.components(of: model).filter { $0.role != "cache" }
    // By what they are: the name of a part may be another model's by now.
    let meant = parts.map { part in models.meant(by: part, \.name) }
    let isSame = meant.count == components.count && zip(meant, components).allSatisfy { $0?.id == $1.componentID }
    let isFresh = meant.allSatisfy { part in part.map { $0.createdAt <= model.createdAt } ?? false }
    guard isSame, isFresh else { return false }
    bench.progress(.note("\(name) stands"))
    return true
  }

  /// Refuses to throw away what training made.
  public func checkReplaceable(_ name: String, _ bench: Workbench) throws {
    guard replaces else { return }
    let ledger = try bench.openForReading()
    let standing = try ledger.models(of: ledger.corpus(named: corpus)).meant(by: name, \.name)
    if let standing, !Self.made.contains(standing.kind) {
      throw CompareError.wasTrained(model: name, kind: standing.kind)
    }
  }
}
