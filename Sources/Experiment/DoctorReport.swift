/// What `lmctl doctor` found.
public struct DoctorReport: Encodable, Equatable, Sendable {
  public enum Status: String, Encodable, Sendable {
    case ok
    /// Nothing is lost; it is said what to do, or that nothing need be done.
    case note
    /// What is stored is not what was stored, or does not fit together.
    case damage
  }

  /// One thing that was looked at.
  public struct Finding: Encodable, Equatable, Sendable {
    public let status: Status
    /// What was looked at: file, schema, artifacts, a corpus, a model.
    public let check: String
    /// What was found, and what to do.
    public let message: String
  }

  public let database: String
  public let bytes: Int
  public let schema: Int
  public let versions: [String: String]
  public internal(set) var findings: [Finding] = []

  public var isDamaged: Bool { findings.contains { $0.status == .damage } }

  init(database: String, bytes: Int, schema: Int, versions: [String: String]) {
    (self.database, self.bytes, self.schema, self.versions) = (database, bytes, schema, versions)
  }

  private enum CodingKeys: String, CodingKey {
    case database, bytes, schema, versions, findings, damaged
  }

  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(database, forKey: .database)
    try object.encode(bytes, forKey: .bytes)
    try object.encode(schema, forKey: .schema)
    try object.encode(versions, forKey: .versions)
    try object.encode(findings, forKey: .findings)
    try object.encode(isDamaged, forKey: .damaged)
  }
}
