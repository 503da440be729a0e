/// How far gradients reached back while a network was trained.
public struct PageGradients: Equatable, Sendable {
  public var plot: LogPlot
  public var words: [String]

  public init(plot: LogPlot, words: [String]) {
    self.plot = plot
    self.words = words
  }
}

/// Neighbouring positions of the split, and what each model thought of them.
public struct PagePassage: Equatable, Sendable {
  public struct Reading: Equatable, Sendable {
    public var model: String
    /// ln p of each token; −infinity for zero.
    public var logProbabilities: [Double]

    public init(model: String, logProbabilities: [Double]) {
      self.model = model
      self.logProbabilities = logProbabilities
    }
  }

  /// The position of the first token in the split, from 0.
  public var start: Int
  /// As they are shown; nil for the end of a segment.
  public var tokens: [String?]
  public var readings: [Reading]

  public init(start: Int, tokens: [String?], readings: [Reading]) {
    self.start = start
    self.tokens = tokens
    self.readings = readings
  }
}

/// The laws of the training text.
public struct PageText: Equatable, Sendable {
  public struct Order: Equatable, Sendable {
    public struct Gram: Equatable, Sendable {
      public var text: String
      public var count: Int

      public init(text: String, count: Int) {
        self.text = text
        self.count = count
      }
    }

    /// "tokens", "2-grams".
    public var name: String
    public var types: Int
    /// K and β of types ≈ K · tokens^β.
    public var heapsScale: Double?
    public var heapsExponent: Double?
    /// Numbers of tokens, and of types among them.
    public var growth: [LogPlot.Point]
    /// The most frequent first.
    public var top: [Gram]

    public init(name: String, types: Int, growth: [LogPlot.Point], top: [Gram]) {
      self.name = name
      self.types = types
      self.growth = growth
      self.top = top
    }
  }

  /// Rank and frequency of the orders, with fits.
  public var ranks: LogPlot
  public var orders: [Order]

  public init(ranks: LogPlot, orders: [Order]) {
    self.ranks = ranks
    self.orders = orders
  }
}
