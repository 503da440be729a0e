import Foundation
import Report
import Testing

@testable import Experiment

@Suite struct StatsResultTests {
  /// Every key is there, with null where there is no value, and nothing that JSON cannot hold.
  @Test func jsonHasEveryKey() throws {
    let result = try StatsFixture().stats([1, 2]) {
      $0.collocations = CollocationList(limit: 5)
      $0.against = "b"
      $0.dispersion.parts = 10
    }
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result))
    let object = try #require(json as? [String: Any])
    #expect(
      Set(object.keys) == ["corpus", "unknown", "figures", "orders", "collocations", "dispersion", "keyness"])
    func keys(_ name: String) throws -> Set<String> {
      let rows = try #require(object[name] as? [[String: Any]])
      return Set(try #require(rows.first).keys)
    }
    #expect(try keys("figures") == ["order", "name", "value", "recipe"])
    #expect(try keys("orders") == ["order", "ranks", "spectrum", "growth"])
    #expect(try keys("collocations") == ["words", "count", "g2", "pmi", "t", "chi2"])
    #expect(try keys("dispersion") == ["type", "count", "parts", "range", "juilland_d", "dp", "dp_norm"])
    let figures = try #require(object["figures"] as? [[String: Any]])
    // All bigrams occur equally often: there is no power law.
    #expect(figures.contains { $0["name"] as? String == "power_law_exponent" && $0["value"] is NSNull })
    let without = try JSONSerialization.jsonObject(with: JSONEncoder().encode(StatsFixture().stats()))
    #expect((without as? [String: Any])?["keyness"] is NSNull)
  }

  @Test func thePlotHasACurveForEachOrder() throws {
    let plot = try StatsFixture().stats([1, 2, 11]).plot
    #expect(plot.curves.map(\.name) == ["tokens", "2-grams", "11-grams"])
    #expect(plot.curves.map(\.mark) == ["1", "2", "b"])
    #expect(plot.curves[0].points.first?.y == 240 && plot.curves[0].points.last?.x == 6)
    #expect(plot.curves[0].fits.first?.law == "Zipf")
    #expect(plot.curves[2].points.isEmpty && plot.description.contains("6 types"))
  }
}
