/// Curves over two logarithmic axes (or one, where x is linear), with the laws fitted to them: what is drawn, not how.
public struct LogPlot: Equatable, Sendable {
  /// A point; what is not above zero has no place on the axes and is left out.
  public struct Point: Equatable, Sendable {
    public let x: Double
    public let y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    var isOnAxes: Bool { x > 0 && y > 0 && x.isFinite && y.isFinite }
  }

  /// A law fitted to a curve: one law has one name in all curves.
  public struct Fit: Equatable, Sendable {
    public let law: String
    /// Its figures, for the legend.
    public let figures: String
    public let points: [Point]

    public init(law: String, figures: String, points: [Point]) {
      self.law = law
      self.figures = figures
      self.points = points.filter(\.isOnAxes)
    }
  }

  public struct Curve: Equatable, Sendable {
    public let name: String
    /// One character, which tells curves apart where there is no colour.
    public let mark: Character
    /// With x ascending.
    public let points: [Point]
    public let fits: [Fit]

    public init(name: String, mark: Character, points: [Point], fits: [Fit] = []) {
      self.name = name
      self.mark = mark
      self.points = points.filter(\.isOnAxes)
      self.fits = fits
    }
  }

  public let title: String
  /// For those who cannot see it.
  public let description: String
  public let xTitle: String
  public let yTitle: String
  /// Whether equal distances along x are equal differences: an exponential law is a straight line then, a power law
  /// otherwise.
  public let xIsLinear: Bool
  public let curves: [Curve]

  public init(
    title: String, description: String, xTitle: String, yTitle: String, xIsLinear: Bool = false, curves: [Curve]
  ) {
    self.title = title
    self.description = description
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.xIsLinear = xIsLinear
    self.curves = curves
  }

  /// Axes that hold every point of the curves; fits are cut where they leave them.
  var axes: (x: LogAxis, y: LogAxis) {
    let points = curves.flatMap(\.points)
    return (LogAxis(points.map(\.x), isLinear: xIsLinear), LogAxis(points.map(\.y)))
  }

  /// The laws of all curves, each once, in order of first mention.
  var laws: [String] {
    curves.flatMap { $0.fits.map(\.law) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
