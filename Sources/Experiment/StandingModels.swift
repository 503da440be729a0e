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

  /// How one model is made of others, as its record says.
  public enum Method: String, Sendable {
    case linear
    case logLinear = "log-linear"
    case cache = "unigram-cache"
    case neuralCache = "neural-cache"
    case dynamic = "dynamic-evaluation"
  }

  /// Whether there is nothing to do: the model stands, is made of just these in this way, and none of them is newer.
  ///
  /// - Throws: ``CompareError/wasTrained(model:kind:)`` where `--replace` would throw a trained model away;
  ///   ``CompareError/madeOfOlder(model:parts:)``.
  public func has(_ name: String, madeOf parts: [String], by method: Method, _ bench: Workbench) throws -> Bool {
    if replaces {
      try checkReplaceable(name, bench)
      return false
    }
    let ledger = try bench.openForReading()
    let models = try ledger.models(of: ledger.corpus(named: corpus))
    // What is made of the same in another way has the name, and is not what was asked for.
    guard let model = models.meant(by: name, \.name), Self.made.contains(model.kind),
      model.smoothing == method.rawValue
    else { return false }
    let components = try ledger.components(of: model).filter { $0.role != "cache" }
    guard components.map(\.component) == parts else { return false }
    let meant = parts.compactMap { part in models.meant(by: part, \.name) }
    // Of one that has gone it is told when it is looked for.
    guard meant.count == parts.count else { return false }
    // By what they are, for the name of a part may be another model's: one that stands beside it, or came after it.
    let isOther = zip(components, meant).contains { component, part in
      component.componentID != part.id && models.contains { $0.id == component.componentID }
    }
    if isOther { return false }
    let stale = zip(components, meant).filter { $0.componentID != $1.id }
    guard stale.isEmpty else { throw CompareError.madeOfOlder(model: name, parts: stale.map(\.0.component)) }
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
