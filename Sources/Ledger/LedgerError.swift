public import Platform

/// Why the database refused, as data. No error of SQLite leaves the room in another form.
public enum LedgerError: Failure, Equatable {
  case missing(path: String)
  case unreadable(path: String)
  case notADatabase(path: String)
  case foreign(path: String, applicationID: Int)
  case newer(path: String, version: Int, known: Int)
  case cannotCreate(path: String)
  case readOnly(path: String)
  /// The file that was opened does not bear its name any more.
  case moved(path: String)
  /// - Parameters:
  ///   - wanted: bytes that the file would have had, where that is known.
  ///   - free: bytes that its disk has left.
  case full(path: String, wanted: Int? = nil, free: Int? = nil)
  /// - Parameter reason: what the system said, where that is known.
  case inputOutput(path: String, code: Int32, reason: String? = nil)
  case busy(path: String)
  case damaged(path: String, code: Int32, message: String)
  case damagedArtifact(path: String, artifact: Int, expected: String, found: String)
  /// Tables, views or triggers that lmctl did not make so.
  case altered(path: String, problem: String)
  /// What lies beside a database, and would lead SQLite to do what nobody asked for.
  /// - Parameter path: of the journal itself.
  case strangeJournal(path: String, problem: String)
  case noCorpus(path: String, name: String?, names: [String])
  case severalCorpora(path: String, names: [String])
  case noModel(path: String, name: String?, corpus: String, names: [String])
  case severalModels(path: String, corpus: String, names: [String])
  case badName(String)
  case commaInName(String)
  case nameTaken(path: String, kind: NamedKind, name: String)
  /// A model that another process is training.
  case trainingGoesOn(path: String, model: String, process: Int)
  /// A checkpoint that was replaced, or has gone, since it was read.
  case checkpointChanged(path: String, model: String)
  /// What is to be removed, and another process works on.
  case inUse(path: String, name: String, command: String, process: Int)
  /// What is to be removed, and is not there any more.
  case gone(path: String, name: String)
  /// A corpus that something was made of, and that is not there any more.
  case corpusGone(path: String)
  /// A score that something was found out about, and that is not there any more, nor perhaps its model.
  case scoreGone(path: String, split: SplitName)
  /// A large value of a result that was removed or replaced while it was read.
  case artifactGone(path: String)
  /// The program is being ended (``Ledger/endAll(exitCode:error:)``).
  case ended(path: String)
  case refused(path: String, message: String)
  case outOfMemory(bytes: Int)
  case other(path: String, code: Int32, message: String)

  /// What bears a name that may be taken.
  public enum NamedKind: String, Sendable {
    case corpus
    case model
  }

  public var exitCode: ExitCode {
    switch self {
    case .badName, .commaInName, .severalCorpora, .severalModels: .usage
    case .notADatabase, .foreign, .newer, .damaged, .damagedArtifact, .altered, .strangeJournal: .data
    case .missing, .unreadable, .noCorpus, .noModel, .gone: .noInput
    case .outOfMemory: .unavailable
    case .refused, .other: .software
    case .cannotCreate, .nameTaken: .cannotCreate
    case .readOnly, .moved, .full, .inputOutput: .io
    case .ended: .interrupt
    case .busy, .trainingGoesOn, .checkpointChanged, .inUse, .corpusGone, .scoreGone, .artifactGone: .busy
    }
  }

  // Names and messages come from a file that may be anybody's: what is printed carries no control character.
  public var description: String { Display.line(wording) }

  private var wording: String {
    switch self {
    case .missing(let path):
      "\(path): there is no database; make one with `lmctl tokenize FILE --corpus NAME --db \(path)`"
    case .unreadable(let path):
      "\(path): cannot be opened for reading; check the permissions of the file and its folders"
    case .notADatabase(let path):
      "\(path): this is not an SQLite database; name another file with --db"
    case .foreign(let path, let id):
      "\(path): this SQLite database was not made by lmctl (application_id \(id)) and is left as it is; "
        + "name another file with --db"
    case .newer(let path, let version, let known):
      "\(path): made by a newer lmctl (schema \(version), this one knows \(known)); update lmctl"
    case .cannotCreate(let path):
      "\(path): cannot be created; check that its folder exists and may be written"
    case .readOnly(let path):
      "\(path): cannot be written, or an interrupted write undone: the file or its folder is read-only; "
        + "change the permissions, or copy the file elsewhere"
    case .moved(let path):
      "\(path): the database was moved, removed or replaced while it was open; put it back, and run the command again"
    case .full(let path, let wanted, let free):
      "\(path): the disk is full\(Self.room(wanted, free)); what was committed stands; "
        + "free some space and run the command again"
    case .inputOutput(let path, let code, let reason):
      "\(path): reading or writing failed (SQLite \(code)\(reason.map { ": \($0)" } ?? "")); "
        + "check the disk and run the command again"
    case .busy(let path):
      "\(path): another program holds the database; let it end, or close it, and run the command again"
    case .damaged(let path, let code, let message):
      "\(path): the database is damaged (SQLite \(code): \(message)); "
        + "restore a copy, or save what is left with `sqlite3 \(path) .recover`"
    case .damagedArtifact(let path, let artifact, let expected, let found):
      "\(path): artifact \(artifact) is damaged: expected \(expected), found \(found); "
        + "restore a copy, or make it anew with --replace"
    case .altered(let path, let problem):
      "\(path): \(problem); what is in the file might act when lmctl reads or writes it, so nothing was done; "
        + "take that out with sqlite3, or restore a copy (`lmctl doctor --db \(path)` tells more)"
    case .strangeJournal(let path, let problem):
      "\(path): \(problem); lmctl never leaves such a one, so nothing was done; if the database came from elsewhere, "
        + "remove what lies there; if a program of yours that writes several databases at once crashed, open the database "
        + "with that program first"
    case .noCorpus(let path, let name, let names):
      "\(path): there is no corpus\(Self.named(name)); "
        + Self.choices(names, option: "--corpus", otherwise: "make one with `lmctl tokenize FILE --corpus NAME`")
    case .severalCorpora(let path, let names):
      "\(path): there are several corpora; " + Self.choices(names, option: "--corpus", otherwise: "")
    case .noModel(let path, let name, let corpus, let names):
      "\(path): corpus '\(corpus)' has no model\(Self.named(name)); "
        + Self.choices(
          names, option: name == nil ? "--model" : nil, otherwise: "make one with `lmctl ngram --corpus '\(corpus)'`")
    case .severalModels(let path, let corpus, let names):
      "\(path): corpus '\(corpus)' has several models; " + Self.choices(names, option: "--model", otherwise: "")
    case .badName(let name):
      "'\(Display.name(name))' cannot be a name: a name has 1 to 200 characters, one of them to be seen, and none that "
        + "control how text is shown; choose another"
    case .commaInName(let name):
      "'\(name)' cannot be the name of a model: --mix and --differ have commas between models; choose one without"
    case .nameTaken(let path, let kind, let name):
      "\(path): there is a \(kind.rawValue) '\(name)' already; choose another name, or add --replace"
    case .trainingGoesOn(let path, let model, let process):
      "\(path): process \(process) is training '\(model)'; let it end, or choose another name with --name"
    case .checkpointChanged(let path, let model):
      "\(path): the checkpoint of '\(model)' was changed by another program meanwhile; run the command again"
    case .inUse(let path, let name, let command, let process):
      "\(path): process \(process) works on '\(name)' (a run of '\(command)'); let it end, or stop it, and run the command again"
    case .gone(let path, let name):
      "\(path): '\(name)' has been removed or replaced meanwhile; look with `lmctl list --db \(path)`"
    case .corpusGone(let path):
      "\(path): the corpus was removed or replaced meanwhile; run the command again"
    case .scoreGone(let path, let split):
      "\(path): a model, or its score on \(split.rawValue), was removed or replaced meanwhile; run the command again"
    case .artifactGone(let path):
      "\(path): what was being read was removed or replaced meanwhile; run the command again"
    case .ended(let path):
      "\(path): stopped before it was written; what was committed stands; run the command again"
    case .refused(let path, let message):
      "\(path): a record breaks a rule of the database (\(message)); "
        + "unless the file was changed by hand this is a defect of lmctl, please report it"
    case .outOfMemory(let bytes):
      OutOfMemory(bytes: bytes).description
    case .other(let path, let code, let message):
      "\(path): SQLite answered \(code) (\(message)); this is a defect of lmctl, please report it"
    }
  }

  private static func room(_ wanted: Int?, _ free: Int?) -> String {
    let parts = [wanted.map { "the file would have \($0) bytes" }, free.map { "\($0) bytes are free" }].compactMap(
      \.self)
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  private static func named(_ name: String?) -> String { name.map { " '\($0)'" } ?? "" }

  /// - Parameter option: nil where the name may have been that of any option.
  private static func choices(_ names: [String], option: String?, otherwise: String) -> String {
    if names.isEmpty { return otherwise }
    let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    return "choose \(option.map { "with \($0)" } ?? "one of these"): \(shown)"
      + (names.count > 20 ? " and \(names.count - 20) more" : "")
  }
}
