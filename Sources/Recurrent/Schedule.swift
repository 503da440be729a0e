/// How the learning rate changes.
public enum Schedule: Codable, Hashable, Sendable {
  case constant
  /// Divided by `factor` after each epoch that brings no better `valid` (PyTorch's word_language_model: 4).
  case plateau(factor: Double)
  /// Times `decay` after each epoch from `after` on (Zaremba et al. 2014: 1 / 1.2 after 6).
  case exponential(decay: Double, after: Int)
  /// Up from zero over the first `warmUp` updates, then down along a cosine to `floor` times the rate at the last one.
  case cosine(warmUp: Int, floor: Double)
}
