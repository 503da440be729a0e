import Foundation

/// A command line of the soak, and what it may do to what is stored.
struct SoakCommand {
  /// What it may do, if it does anything.
  enum Deed {
    case nothing
    /// Makes a corpus; where it replaces, the models of the old one go.
    case corpus(String?, replaces: Bool)
    /// Makes models of a corpus (nil: whichever there is) by this name, or by names of its own.
    case models(corpus: String?, name: String?, replaces: Bool, trains: Bool)
    /// Several of these: changes are made even where a later part fails.
    case flow(corpus: String?, replaces: Bool)
    case removes(String)
  }

  var arguments: [String]
  var deed = Deed.nothing
  /// A file that it reads.
  var input: String?
  var environment: [String: String] = [:]
  /// What ends it early, and after how many seconds.
  var ending: (signal: Int32, after: Double)?
  /// Options that are wrong on purpose, or take a memory that nobody has.
  var isOdd = false

  /// For a shell.
  var description: String {
    let words = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + ["lmctl"] + arguments
    let quoted = words.map { word in
      word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !word.isEmpty
        && !word.contains { "'\"\\<>|&;$*?()`".contains($0) }
        ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
    return quoted.joined(separator: " ") + (input.map { " < \($0)" } ?? "")
      + (ending.map { "   # signal \($0.signal) after \($0.after) s" } ?? "")
  }

  /// Whether it may make this, where it was not there before.
  func mayMake(_ thing: SoakThing) -> Bool {
    switch deed {
    case .nothing, .removes: false
    case .corpus(let name, _): thing.kind == .corpus && name == thing.name
    case .models(let corpus, let name, _, let trains):
      (corpus ?? thing.corpus) == thing.corpus && (name ?? thing.name) == thing.name
        && (thing.kind == .model || (trains && thing.kind == .checkpoint))
    case .flow(let corpus, _): (corpus ?? thing.corpus) == thing.corpus
    }
  }

  /// Whether it may put another of the same name in the place of this one.
  /// - Parameter hasFailed: it said that it did nothing.
  func mayChange(_ thing: SoakThing, hasFailed: Bool) -> Bool {
    switch deed {
    case .nothing, .removes: false
    case .corpus(_, let replaces): replaces && !hasFailed && mayMake(thing)
    case .models(_, _, let replaces, let trains):
      // A checkpoint is put away as training goes on, also by one that is then interrupted or fails; a training that goes
      // on for more epochs puts its model in the place of the one of fewer.
      mayMake(thing)
        && (thing.kind == .checkpoint ? trains : (replaces || trains && arguments.contains("--resume")) && !hasFailed)
    case .flow(_, let replaces): mayMake(thing) && (replaces || thing.kind == .checkpoint)
    }
  }

  /// Whether this may be gone after it.
  func mayRemove(_ thing: SoakThing, hasFailed: Bool) -> Bool {
    switch deed {
    case .nothing: false
    case .removes(let name): !hasFailed && (thing.name == name || thing.corpus == name)
    case .corpus(let name, let replaces): replaces && !hasFailed && thing.kind != .corpus && thing.corpus == name
    case .flow(let corpus, let replaces): replaces && thing.kind != .corpus && (corpus ?? thing.corpus) == thing.corpus
    // A training that begins anew has no use for the state of the one before.
    case .models(_, _, let replaces, _): thing.kind == .checkpoint && replaces && sameModel(thing)
    }
  }

  private func sameModel(_ thing: SoakThing) -> Bool {
    guard case .models(let corpus, let name, _, _) = deed else { return false }
    return (corpus ?? thing.corpus) == thing.corpus && (name ?? thing.name) == thing.name
  }

  /// What must be there once it has ended well.
  var promised: [SoakThing] {
    switch deed {
    case .corpus(let name?, _): [SoakThing(kind: .corpus, corpus: name, name: name)]
    case .models(let corpus?, let name?, _, _): [SoakThing(kind: .model, corpus: corpus, name: name)]
    case .flow(let name?, _): [SoakThing(kind: .corpus, corpus: name, name: name)]
    default: []
    }
  }
}
