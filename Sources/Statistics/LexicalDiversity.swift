internal import Foundation

/// Measures of vocabulary richness that need counts only: N tokens, V types, V(1) hapaxes.
///
/// Nil where a measure has no value (no tokens; Honoré's R where every type is a hapax). Logarithms are natural
/// but where a line says so.
/// Formulas: Tweedie & Baayen, "How variable may a constant be?", Computers and the Humanities 32 (1998), but
/// where a line names another source.
public struct LexicalDiversity: Sendable, Equatable {
  /// V / N.
  public let typeTokenRatio: Double?
  /// Herdan's C: ln V / ln N.
  public let herdanC: Double?
  /// Guiraud's R: V / √N.
  public let guiraudR: Double?
  /// Carroll's corrected type–token ratio: V / √(2 N).
  public let carrollCTTR: Double?
  /// Maas' a²: (ln N − ln V) / (ln N)² (Maas 1972). With decimal logarithms it is ln 10 = 2.3026 times as much.
  public let maasA2: Double?
  /// Summer's S: ln ln V / ln ln N.
  public let summerS: Double?
  /// Dugast's Uber U: (ln N)² / (ln N − ln V) (Dugast 1978), which is 1 / a².
  public let uberU: Double?
  /// Yule's K: 10⁴ (Σ f² − N) / N² (Yule 1944).
  public let yuleK: Double?
  /// Yule's I: V² / (Σ f² − V) (Oakes, "Statistics for Corpus Linguistics", 1998).
  public let yuleI: Double?
  /// Simpson's D: Σ f (f − 1) / (N (N − 1)): how likely two tokens are of one type (Simpson 1949).
  public let simpsonD: Double?
  /// Herdan's V_m: √(Σ (f/N)² − 1/V) (Herdan 1955).
  public let herdanVm: Double?
  /// Shannon's entropy of the type distribution, −Σ f/N log₂ f/N, in bits a token.
  public let entropy: Double?
  /// Honoré's R: 100 ln N / (1 − V(1)/V) (Honoré 1979).
  public let honoreR: Double?
  /// Sichel's S: V(2) / V (Sichel 1975).
  public let sichelS: Double?

  /// - Complexity: O(distinct frequencies).
  public init(_ spectrum: FrequencySpectrum) {
    let (n, v) = (Double(spectrum.tokens), Double(spectrum.types))
    var (squares, pairs, surprise) = (0.0, 0.0, 0.0)
    for entry in spectrum.entries {
      let (f, types) = (Double(entry.frequency), Double(entry.types))
      squares += types * f * f
      pairs += types * f * (f - 1)
      surprise -= types * (f / n) * log2(f / n)
    }
    typeTokenRatio = defined(v / n)
    herdanC = defined(log(v) / log(n))
    guiraudR = defined(v / n.squareRoot())
    carrollCTTR = defined(v / (2 * n).squareRoot())
    maasA2 = defined((log(n) - log(v)) / (log(n) * log(n)))
    summerS = defined(log(log(v)) / log(log(n)))
    uberU = defined(log(n) * log(n) / (log(n) - log(v)))
    yuleK = defined(1e4 * (squares - n) / (n * n))
    yuleI = defined(v * v / (squares - v))
    simpsonD = defined(pairs / (n * (n - 1)))
    // Equal frequencies give zero, but for rounding.
    herdanVm = defined(squares / (n * n) - 1 / v).map { max(0, $0).squareRoot() }
    entropy = spectrum.types > 0 ? defined(surprise).map { max(0, $0) } : nil
    honoreR = defined(100 * log(n) / (1 - Double(spectrum.hapaxes) / v))
    sichelS = defined(Double(spectrum.disLegomena) / v)
  }
}
