internal import GRDB

/// A row of `component`: one of what a mixture or a cache is made of.
public struct ComponentRecord: Sendable, Equatable {
  /// From 0.
  public var place: Int
  /// Its name when the mixture was made.
  public var component: String
  /// The model; nil for a cache, and for a model that has been removed since.
  public var componentID: Int?
  /// `part`, `base` or `cache`.
  public var role: String
  /// Its share; nil where it has none of its own.
  public var weight: Double?

  public init(place: Int, component: String, componentID: Int?, role: String, weight: Double?) {
    self.place = place
    self.component = component
    self.componentID = componentID
    self.role = role
    self.weight = weight
  }

  private static let columns = "place, component, component_id, role, weight"

  fileprivate init(_ row: borrowing PreparedStatement) {
    self.init(
      place: row.integer(0), component: row.text(1), componentID: row.optionalInteger(2), role: row.text(3),
      weight: row.optionalReal(4))
  }

  static func insert(_ components: [ComponentRecord], model: Int, _ db: Database) throws {
    // A part that was removed while the whole was made is one that has been removed since: another model may have its id by
    // now, even the whole itself.
    let insert = try PreparedStatement(
      """
      INSERT INTO component(model_id, \(columns)) VALUES (?1, ?2, ?3,
        (SELECT model_id FROM model WHERE model_id = ?4 AND name = ?3 AND model_id <> ?1), ?5, ?6)
      """, db)
    for one in components {
      try insert.run(model, one.place, one.component, one.componentID, one.role, one.weight)
    }
  }

  fileprivate static func all(of model: Int, _ db: Database) throws -> [ComponentRecord] {
    try db.rows("SELECT \(columns) FROM component WHERE model_id = ? ORDER BY place", model) { ComponentRecord($0) }
  }
}

extension Ledger {
  /// What a model is made of, by place; nothing for one that was trained by itself.
  public func components(of model: ModelRecord) throws(LedgerError) -> [ComponentRecord] {
    try read { db in try ComponentRecord.all(of: model.id, db) }
  }

  /// Models of a corpus that are made of another one which has been removed, or made anew, since, or
  /// of one that is made so itself; by name.
  ///
  /// Their scores are true of what they were made of; to open them needs what is gone.
  public func outdatedModels(of corpus: CorpusRecord) throws(LedgerError) -> [String] {
    try read { db in
      try db.rows(
        """
        WITH RECURSIVE outdated(id) AS (
          SELECT model_id FROM component WHERE component_id IS NULL AND role <> 'cache'
          UNION
          SELECT component.model_id FROM component JOIN outdated ON component.component_id = outdated.id
        )
        SELECT name FROM model WHERE corpus_id = ? AND model_id IN (SELECT id FROM outdated) ORDER BY name
        """, corpus.id
      ) { row in row.text(0) }
    }
  }
}
