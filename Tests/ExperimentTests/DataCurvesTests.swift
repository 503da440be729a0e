import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct DataCurvesTests {
  /// All of the text gives the stored figure to the bit, whatever the smoothing; a part gives another.
  @Test func allOfItIsTheStoredFigure() throws {
    let fixture = try NGramFixture()
    var models = try fixture.train([.wittenBell, .modifiedKneserNey, .jelinekMercer, .laplace], orders: [1, 3])
    models += try fixture.train([.add], orders: [2], alphas: [.auto])
    models += try fixture.train([.absolute], orders: [2], name: "d") { $0.discount = 0.4 }
    let points = try DataCurves(corpus: "c", split: .test, percents: [100, 20])(fixture.bench)
    let (ledger, corpus) = try fixture.stored()
    #expect(try ledger.dataPoints(of: corpus.record, split: .test).count == points.count)
    for model in models {
      let own = points.filter { $0.modelID == model.id }
      #expect(own.map(\.percent) == [20, 100])
      let score = try #require(try ledger.scores(of: model).first { $0.split == .test })
      #expect(own.last?.nats == score.nats && own.last?.perplexity == score.perplexity)
      #expect(own.first?.nats != score.nats)
      #expect(own[0].positions < own[1].positions && own[1].scored == score.scored)
    }
    // Made again, they stand once.
    try DataCurves(corpus: "c", split: .test, percents: [20])(fixture.bench)
    #expect(try ledger.dataPoints(of: corpus.record, split: .test).count == points.count)
  }

  @Test func beginningsEndWithSegments() {
    let stream: [UInt32] = [2, 1, 3, 3, 1, 1, 4, 1]
    func part(_ percent: Double, _ end: UInt32? = 1) -> [UInt32] {
      DataCurves.beginning(of: stream, percent: percent, endOfSegment: end)
    }
    #expect(part(100) == stream)
    #expect(part(50) == [2, 1, 3, 3, 1])
    #expect(part(25) == [2, 1] && part(49) == [2, 1])
    #expect(part(24).isEmpty)
    #expect(part(50, nil) == [2, 1, 3, 3])
  }

  @Test func refusals() throws {
    let fixture = try NGramFixture()
    #expect(throws: CompareError.nothingToRetrain(corpus: "c")) {
      try DataCurves(corpus: "c", split: .test, percents: [10])(fixture.bench)
    }
    try fixture.train([.wittenBell])
    #expect(throws: CompareError.fractionTooSmall(percent: 0.1, corpus: "c")) {
      try DataCurves(corpus: "c", split: .test, percents: [0.1])(fixture.bench)
    }
  }
}
