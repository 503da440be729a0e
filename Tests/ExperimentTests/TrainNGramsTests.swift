import Experiment
import Testing

@Suite struct TrainNGramsTests {
  private func names(_ orders: [Int], _ alphas: [Alpha], _ name: String? = nil) -> [String] {
    TrainNGrams(corpus: nil, orders: orders, alphas: alphas, name: name).names
  }

  @Test func namesSayWhatTellsTheModelsApart() {
    #expect(names([1, 2, 3], [.value(1)]) == ["laplace-1", "laplace-2", "laplace-3"])
    #expect(names([2], [.value(0.1)]) == ["laplace-2-0.1"])
    #expect(names([3], [.value(1)], "tri") == ["tri"])
    #expect(names([3], [.value(0.5)], "tri") == ["tri"])
    #expect(names([2, 3], [.value(1)], "m") == ["m-2", "m-3"])
    #expect(names([2], [.value(1), .auto], "m") == ["m-2-1", "m-2-auto"])
    #expect(names([1, 2], [.value(1), .auto], "m") == ["m-1-1", "m-1-auto", "m-2-1", "m-2-auto"])
  }

  @Test func alphasReadAndWrite() {
    for text in ["1", "0.1", "0", "auto", "2.5"] { #expect(Alpha(text).map { "\($0)" } == text) }
    for text in ["-1", "nan", "inf", "x", ""] { #expect(Alpha(text) == nil) }
  }
}
