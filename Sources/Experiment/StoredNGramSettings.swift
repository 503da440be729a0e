internal import Foundation
internal import Ledger
internal import NGrams

/// What an n-gram model was made by, read back from its record: enough to make it again of other counts.
struct StoredNGramSettings {
  let variant: NGramVariant
  let settings: NGramSettings

  /// Whether a model's α was chosen on `valid`; its record need not hold anything else that fits.
  static func hasAutoAlpha(_ model: ModelRecord) -> Bool {
    struct Chosen: Decodable { let alpha_auto: Bool? }
    guard model.kind == "ngram" else { return false }
    return (try? JSONDecoder().decode(Chosen.self, from: Data(model.settings.utf8)))?.alpha_auto == true
  }

  /// The keys of ``AddAlphaSettings`` and ``NGramSettingsRecord``.
  private struct Record: Decodable {
    let smoothing: String
    let order: Int
    let alpha: Double?
    let alpha_auto: Bool?
    let interpolate: Bool?
    let prune: [UInt32]?
    let prune_entropy: Double?
    let discount: Double?
  }

  /// Whether something of it is chosen on `valid`.
  var needsValidation: Bool { variant.alpha == .auto || variant.smoothing == .jelinekMercer }

  /// Nil for what was not trained here: imported models, and settings that say nothing of the kind.
  init?(_ model: ModelRecord) {
    guard model.kind == "ngram", model.smoothing != "imported",
      let record = try? JSONDecoder().decode(Record.self, from: Data(model.settings.utf8)),
      (1...16).contains(record.order), let smoothing = SmoothingName(rawValue: record.smoothing),
      record.order == model.order ?? record.order
    else { return nil }
    var settings = NGramSettings()
    settings.interpolates = record.interpolate ?? true
    settings.unseen = model.unseen.flatMap(Unseen.init(rawValue:)) ?? .uniform
    if let cutoffs = record.prune {
      guard cutoffs.first ?? 0 == 0, zip(cutoffs, cutoffs.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
      settings.cutoffs = cutoffs
    }
    if let threshold = record.prune_entropy {
      guard threshold > 0, threshold.isFinite else { return nil }
      settings.entropyThreshold = threshold
    }
    if let discount = record.discount {
      guard (0...1).contains(discount) else { return nil }
      settings.discount = discount
    }
    self.settings = settings
    guard smoothing.addsAlpha else {
      variant = NGramVariant(order: record.order, smoothing: smoothing)
      return
    }
    guard let alpha = record.alpha, alpha >= 0, alpha.isFinite else { return nil }
    variant = NGramVariant(
      order: record.order, smoothing: smoothing, alpha: record.alpha_auto == true ? .auto : .value(alpha))
  }
}
