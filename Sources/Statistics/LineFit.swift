/// A straight line y = intercept + slope · x through points, by least squares.
public struct LineFit: Sendable, Equatable {
  public let slope: Double
  public let intercept: Double
  /// The share of the variance of y that the line explains; nil where y does not vary.
  public let rSquared: Double?
  /// The sum of the squared residuals.
  public let residual: Double
  /// The number of points.
  public let points: Int

  /// - Returns: nil for fewer than two points, or where x does not vary.
  public init?(x: [Double], y: [Double]) {
    guard x.count == y.count else { return nil }
    var moments = LineMoments()
    for (x, y) in zip(x, y) {
      moments.n += 1
      moments.x += x
      moments.y += y
    }
    let (meanX, meanY) = (moments.x / moments.n, moments.y / moments.n)
    var centred = LineMoments()
    centred.n = moments.n
    for (x, y) in zip(x, y) {
      let (dx, dy) = (x - meanX, y - meanY)
      centred.xx += dx * dx
      centred.xy += dx * dy
      centred.yy += dy * dy
    }
    self.init(centred, aboutX: meanX, y: meanY)
  }

  /// - Parameters:
  ///   - moments: sums of x − `aboutX` and y − `y`, and of their products.
  init?(_ moments: LineMoments, aboutX: Double, y aboutY: Double) {
    guard moments.n >= 2 else { return nil }
    let (meanX, meanY) = (moments.x / moments.n, moments.y / moments.n)
    let xx = moments.xx - moments.x * meanX
    let xy = moments.xy - moments.x * meanY
    let yy = moments.yy - moments.y * meanY
    guard xx > 0, var slope = defined(xy / xx) else { return nil }
    // Points of one height differ by rounding only, and have no slope.
    let isFlat = yy <= 1e-24 * moments.n * max(1, (aboutY + meanY) * (aboutY + meanY))
    if isFlat { slope = 0 }
    self.slope = slope
    intercept = aboutY + meanY - slope * (aboutX + meanX)
    residual = max(0, yy - slope * xy)
    rSquared = isFlat ? nil : 1 - residual / yy
    points = Int(moments.n)
  }
}

/// Sums over points: their number, of x, of y, and of the products.
struct LineMoments {
  var (n, x, y) = (0.0, 0.0, 0.0)
  var (xx, xy, yy) = (0.0, 0.0, 0.0)
}
