/// The shape of a model's points, which tells models apart where colours do not.
enum ChartMark {
  /// How many models are told apart: by colour, and by shape.
  static let kinds = 8

  /// A path around a point: full and hollow shapes of about one size.
  static func path(_ kind: Int, x: Double, y: Double, size: Double = 3.4) -> String {
    func polygon(_ corners: [(Double, Double)]) -> String {
      SVGDocument.polyline(corners.map { (x + $0.0 * size, y + $0.1 * size) }) + "z"
    }
    switch kind % kinds {
    case 0:
      let (r, d) = (SVGDocument.number(size), SVGDocument.number(2 * size))
      return "M\(SVGDocument.number(x - size)) \(SVGDocument.number(y))a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0z"
    case 1: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case 2: return polygon([(0, -1.2), (1.15, 0.85), (-1.15, 0.85)])
    case 3: return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case 4: return polygon([(0, 1.2), (1.15, -0.85), (-1.15, -0.85)])
    case 5:
      return polygon([
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
        (-0.4, 0.4),
        (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
      ])
    case 6: return polygon([(-0.55, -1.1), (0.55, -1.1), (1.1, 0), (0.55, 1.1), (-0.55, 1.1), (-1.1, 0)])
    default: return polygon([(-1.2, -0.6), (1.2, -0.6), (1.2, 0.6), (-1.2, 0.6)])
    }
  }
}
