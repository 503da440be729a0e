internal import Evaluation
internal import Foundation

/// The figures of a text, summed as its positions come: those of ``Score``, without an array of all ln p.
struct ScoreTotals: Equatable {
  private struct Sum: Equatable {
    var count = 0
    var nats = 0.0

    mutating func add(_ logProbability: Double) {
      count += 1
      nats -= logProbability
    }

    /// exp(Σ / count); nil where there is nothing, or a probability of zero.
    var perplexity: Double? {
      let value = exp(nats / Double(count))
      return count > 0 && value.isFinite ? value : nil
    }
  }

  private var all = Sum()
  private var known = Sum()
  private var words = Sum()
  private(set) var zeroAt: Int?
  private let hasEOS: Bool

  init(hasEOS: Bool) { self.hasEOS = hasEOS }

  /// The next position: its id and ln p.
  mutating func add(_ id: UInt32, _ logProbability: Double) {
    if zeroAt == nil && !(logProbability > -.infinity) { zeroAt = all.count }
    all.add(logProbability)
    if id != SpecialID.unknown { known.add(logProbability) }
    if !(hasEOS && id == SpecialID.endOfSegment) { words.add(logProbability) }
  }

  var positions: Int { all.count }
  /// Positions but `<eos>`.
  var tokens: Int { words.count }
  var segments: Int { all.count - words.count }
  var oov: Int { all.count - known.count }
  /// Σ ln p / ln 10; −∞ where a probability is zero.
  var log10: Double { all.count == 0 ? 0 : -all.nats / log(10) }
  var nats: Double? { all.nats.isFinite ? all.nats : nil }
  var perplexity: Double? { all.perplexity }
  var perplexityWithoutOOV: Double? { known.perplexity }
  var perplexityWithoutEOS: Double? { hasEOS ? words.perplexity : nil }
}

/// What `lmctl score` tells of a whole text: a line of it, or an object with these names.
public struct ScoreSummary: Codable, Equatable, Sendable {
  /// Tokens and segments: what was scored.
  public let positions: Int
  public let tokens: Int
  public let segments: Int
  /// Tokens that the corpus does not know.
  public let oov: Int
  /// Σ log₁₀ p; nil where a probability is zero.
  public let log10: Double?
  public let perplexity: Double?
  /// Over the positions that are not `<unk>`.
  public let perplexityWithoutOOV: Double?
  /// Over the positions that are not `<eos>`; nil where the corpus has none.
  public let perplexityWithoutEOS: Double?
  /// nats / ln 2 / Unicode scalars of the decoded text.
  public let bitsPerCharacter: Double?
  /// nats / ln 2 / bytes of the text as UTF-8.
  public let bitsPerByte: Double?
  /// The first position with probability zero.
  public let zeroAt: Int?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case positions, tokens, segments, oov
    case log10 = "log10_p"
    case perplexity
    case perplexityWithoutOOV = "perplexity_without_oov"
    case perplexityWithoutEOS = "perplexity_without_eos"
    case bitsPerCharacter = "bits_per_character"
    case bitsPerByte = "bits_per_byte"
    case zeroAt = "zero_at"
  }

  init(_ totals: ScoreTotals, characters: Int, bytes: Int) {
    positions = totals.positions
    tokens = totals.tokens
    segments = totals.segments
    oov = totals.oov
    log10 = totals.log10.isFinite ? totals.log10 : nil
    perplexity = totals.perplexity
    perplexityWithoutOOV = totals.perplexityWithoutOOV
    perplexityWithoutEOS = totals.perplexityWithoutEOS
    let bits = totals.nats.map { $0 / Foundation.log(2.0) }
    bitsPerCharacter = characters > 0 ? bits.map { $0 / Double(characters) } : nil
    bitsPerByte = bytes > 0 ? bits.map { $0 / Double(bytes) } : nil
    zeroAt = totals.zeroAt
  }

  /// The columns with their values as text, in order; nil where there is none.
  private var fields: [(name: CodingKeys, value: String?)] {
    [
      (.positions, "\(positions)"), (.tokens, "\(tokens)"), (.segments, "\(segments)"), (.oov, "\(oov)"),
      (.log10, log10.map { "\($0)" }), (.perplexity, perplexity.map { "\($0)" }),
      (.perplexityWithoutOOV, perplexityWithoutOOV.map { "\($0)" }),
      (.perplexityWithoutEOS, perplexityWithoutEOS.map { "\($0)" }),
      (.bitsPerCharacter, bitsPerCharacter.map { "\($0)" }), (.bitsPerByte, bitsPerByte.map { "\($0)" }),
      (.zeroAt, zeroAt.map { "\($0)" }),
    ]
  }

  /// A line of names and one of values, with tabs between; nothing where there is no value.
  var table: String {
    fields.map(\.name.rawValue).joined(separator: "\t") + "\n"
      + fields.map { $0.value ?? "" }.joined(separator: "\t") + "\n"
  }

  /// An object on a line, every name in it.
  var object: String {
    "{" + fields.map { "\"\($0.name.rawValue)\":\($0.value ?? "null")" }.joined(separator: ",") + "}\n"
  }
}
