/// How the vocabulary grows: the number of types among the first so many tokens of a text.
public struct HeapsCurve: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public let tokens: Int
    public let types: Int

    public init(tokens: Int, types: Int) {
      self.tokens = tokens
      self.types = types
    }
  }

  /// In ascending order of tokens.
  public let points: [Point]

  /// - Parameters:
  ///   - stream: the text as ids of types, or of n-grams (``nGramIDs(_:order:endOfSegment:)``).
  ///   - places: the numbers of tokens after which types are counted, in any order; those that the text does not reach
  ///     are left out.
  /// - Complexity: O(tokens + places log places); memory 1 byte a type.
  public init(_ stream: [UInt32], at places: [Int]) {
    let text = StreamIDs(stream)
    let wanted = places.filter { $0 >= 1 && $0 <= text.ids.count }.sorted()
    var isSeen = Array(repeating: false, count: text.bound)
    var (read, types) = (0, 0)
    var points: [Point] = []
    for place in wanted where place > read {
      for id in text.ids[read..<place] where !isSeen[Int(id)] {
        isSeen[Int(id)] = true
        types += 1
      }
      read = place
      points.append(Point(tokens: place, types: types))
    }
    self.points = points
  }

  /// A curve that was measured before.
  /// - Parameter points: in any order; those without tokens are left out.
  public init(_ points: [Point]) {
    self.points = points.filter { $0.tokens >= 1 }.sorted { $0.tokens < $1.tokens }
  }

  /// Every `step`-th number of tokens, and the last.
  public static func places(every step: Int, of tokens: Int) -> [Int] {
    guard step >= 1, tokens >= 1 else { return [] }
    let regular = tokens >= step ? Array(stride(from: step, through: tokens, by: step)) : []
    return regular.last == tokens ? regular : regular + [tokens]
  }

  /// About `steps` + 1 numbers of tokens at equal distances of their logarithms: round(N^(k/steps)), each once.
  /// Empty for other than 1 to a million steps.
  public static func places(logSpaced steps: Int, of tokens: Int) -> [Int] {
    logSpacedPlaces(steps: steps, last: tokens)
  }
}
