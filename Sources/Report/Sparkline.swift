internal import Foundation

/// A curve in one line of eight heights: ▁▂▃▄▅▆▇█.
public enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The series from its lowest value, ▁, to its highest, █. A series that is everywhere the same is a line at half height.
  ///
  /// - Parameters:
  ///   - values: in order; nil, what is not finite, and what has no logarithm where that is asked for, leave a gap.
  ///   - columns: the width at most: a longer series is drawn by the means of as many runs of equal length.
  ///   - isLogarithmic: whether equal heights are equal factors.
  public static func text(_ values: [Double?], columns: Int, isLogarithmic: Bool = false) -> String {
    let heights = values.map { value in
      value.map { isLogarithmic ? log($0) : $0 }.flatMap { $0.isFinite ? $0 : nil }
    }
    let shown = runs(heights, columns: max(1, columns))
    guard let least = shown.compactMap({ $0 }).min(), let greatest = shown.compactMap({ $0 }).max() else {
      return String(repeating: " ", count: shown.count)
    }
    return String(
      shown.map { height -> Character in
        guard let height else { return " " }
        // Half of each: the difference of two finite numbers may be infinite.
        let range = greatest / 2 - least / 2
        guard range > 0 else { return blocks[3] }
        return blocks[min(7, Int((height / 2 - least / 2) / range * 8))]
      })
  }

  /// Means of runs; a run without any value is a gap.
  private static func runs(_ heights: [Double?], columns: Int) -> [Double?] {
    guard heights.count > columns else { return heights }
    return (0..<columns).map { column in
      let run = heights[column * heights.count / columns..<(column + 1) * heights.count / columns].compactMap { $0 }
      return run.isEmpty ? nil : run.reduce(0) { $0 + $1 / Double(run.count) }
    }
  }
}
