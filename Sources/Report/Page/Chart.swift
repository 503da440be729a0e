/// A drawing of lines over two axes, each named where it ends: what is drawn, not how (``ChartDrawing``).
struct Chart {
  struct Point {
    var x: Double
    /// Nil where there is nothing: the line has a gap.
    var y: Double?
    /// What hovering over the point tells; points without are not marked.
    var words: String?

    init(_ x: Double, _ y: Double?, _ words: String? = nil) {
      self.x = x
      self.y = y
      self.words = words
    }
  }

  enum Stroke: String {
    case whole
    case dashed
    case dotted
  }

  struct Line {
    /// Stands at the line's end; nil for a line that belongs to another.
    var name: String?
    /// Which colour and mark.
    var style: Int
    var stroke = Stroke.whole
    var points: [Point]
    /// The axes do not reach for it: a law that was fitted to another line.
    var isGuide = false
  }

  struct Axis {
    struct Category {
      var label: String
      /// How much of the whole belongs to it, in 0…1: a bar behind the lines.
      var share: Double?
    }

    var title: String
    var kind = ChartScale.Kind.linear
    /// Numbers that get a tick each, instead of round ones.
    var ticks: [Double]?
    /// What 0, 1, 2 … stand for, instead of numbers.
    var categories: [Category] = []
    /// Also shown though no point is there.
    var including: [Double] = []
  }

  enum Place {
    /// Right of the last point.
    case end
    /// Left of the first point: for lines that end on top of each other.
    case start
  }

  var title: String
  /// For those who cannot see it.
  var description: String
  var x: Axis
  var y: Axis
  var lines: [Line]
  var labels = Place.end
  var height = 280.0

  /// Whether there is anything to see.
  var isEmpty: Bool { !lines.contains { $0.points.contains { $0.y != nil } } }
}
