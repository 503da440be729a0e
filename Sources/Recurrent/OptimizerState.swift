/// What an optimizer remembers beside its moments: with them, all that a training needs to go on to the bit.
public struct OptimizerState: Codable, Hashable, Sendable {
  /// Updates that were begun.
  public internal(set) var steps = 0
  /// ASGD: updates whose weights are in the average; 0 before it begins.
  public internal(set) var averaged = 0
  /// ASGD: the average has begun, or begins with the next update.
  public internal(set) var isAveraging = false

  public init() {}

  /// Whether it can be of a training by this rule: only ASGD has an average.
  func isPlausible(_ settings: OptimizerSettings) -> Bool {
    settings.kind == .asgd ? isAveraging || averaged == 0 : !isAveraging && averaged == 0
  }

  /// - Throws: `DecodingError` for counts that no training reaches.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    steps = try fields.decode(Int.self, forKey: .steps)
    averaged = try fields.decode(Int.self, forKey: .averaged)
    isAveraging = try fields.decode(Bool.self, forKey: .isAveraging)
    guard 0 <= averaged, averaged <= steps, steps <= 1 << 53 else {
      throw DecodingError.dataCorruptedError(
        forKey: .steps, in: fields, debugDescription: "an optimizer's counts are not negative and fit each other")
    }
  }
}
