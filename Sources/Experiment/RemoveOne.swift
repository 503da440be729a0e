public import Ledger

/// `lmctl remove`: a corpus with all that was made of it, a model with its scores, or a checkpoint.
public struct RemoveOne {
  public var thing: NamedThing

  public init(_ thing: NamedThing) { self.thing = thing }

  /// What would go: to be shown before anything does.
  public func plan(_ bench: Workbench) throws -> RemovalPlan {
    let ledger = try bench.openForReading()
    let thing = try thing.find(in: ledger)
    return RemovalPlan(thing: thing, removal: try ledger.removal(of: thing))
  }

  /// - Throws: where it is not there any more, or another process works on it.
  public func callAsFunction(_ plan: RemovalPlan, _ bench: Workbench) throws {
    let ledger = try bench.openForWriting()
    let settings = ["corpus": plan.thing.corpus, "kind": plan.thing.kind.rawValue]
    bench.progress(.stage("removing \(plan.thing.name)"))
    let run = NewRun(command: "remove", subject: plan.thing.name, settings: try JSON.string(settings))
    try bench.recorded(in: ledger, run) { try ledger.remove(plan.thing, ending: $0) }
  }
}

/// What `lmctl remove` takes away.
public struct RemovalPlan: Encodable, Equatable, Sendable {
  public let thing: StoredThing
  public let removal: Removal

  private enum CodingKeys: String, CodingKey {
    case kind, name, corpus, models, checkpoints, scores, types, ngrams, bytes, dependents
  }

  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(thing.kind.rawValue, forKey: .kind)
    try object.encode(thing.name, forKey: .name)
    try object.encode(thing.corpus, forKey: .corpus)
    try object.encode(removal.models, forKey: .models)
    try object.encode(removal.checkpoints, forKey: .checkpoints)
    try object.encode(removal.scores, forKey: .scores)
    try object.encode(removal.types, forKey: .types)
    try object.encode(removal.ngrams, forKey: .ngrams)
    try object.encode(removal.bytes, forKey: .bytes)
    try object.encode(removal.dependents, forKey: .dependents)
  }
}
