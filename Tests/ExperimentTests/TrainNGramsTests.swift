import Ledger
import NGrams
import Testing

@testable import Experiment

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

  @Test func namesOfSeveralSmoothings() {
    func names(_ smoothings: [SmoothingName], _ orders: [Int], _ name: String? = nil, interpolates: Bool = true)
      -> [String]
    {
      var settings = NGramSettings()
      settings.interpolates = interpolates
      return TrainNGrams(corpus: nil, orders: orders, smoothings: smoothings, settings: settings, name: name).names
    }
    #expect(names([.wittenBell], [3]) == ["witten-bell-3"])
    #expect(names([.wittenBell], [3], "w") == ["w"])
    #expect(
      names([.wittenBell, .goodTuring], [2, 3], "m")
        == ["m-witten-bell-2", "m-good-turing-2", "m-witten-bell-3", "m-good-turing-3"])
    #expect(
      names([.wittenBell, .goodTuring], [3], interpolates: false) == ["witten-bell-backoff-3", "good-turing-3"])
    #expect(names([.mle, .laplace], [2]) == ["mle-2", "laplace-2"])
    // No two models of a call share a name.
    let all = names(SmoothingName.allCases.filter { $0 != .add }, [1, 2, 3])
    #expect(Set(all).count == 27)
  }

  /// All orders and smoothings of a call come from one count, and are what a call for each would make.
  @Test func oneCallIsAsGoodAsMany() throws {
    let (together, apart) = (try NGramFixture(), try NGramFixture())
    let smoothings: [SmoothingName] = [.laplace, .modifiedKneserNey, .goodTuring, .jelinekMercer]
    let records = try together.train(smoothings, orders: [1, 2, 4])
    #expect(records.count == 12)
    for record in records {
      let smoothing = try #require(smoothings.first { record.name.hasPrefix($0.rawValue) })
      let order = try #require(record.order)
      let single = try #require(try apart.train([smoothing], orders: [order]).first)
      #expect(single.name == record.name && single.parameters == record.parameters)
      #expect(single.settings == record.settings)
      let (mine, other) = (try together.stored(), try apart.stored())
      for (mine, other) in zip(try mine.ledger.scores(of: record), try other.ledger.scores(of: single)) {
        #expect(mine.split == other.split && mine.nats == other.nats && mine.oov == other.oov)
      }
    }
    #expect(try together.stored().ledger.runs().count { $0.command == "ngram" } == 1)
  }

  /// What cannot be done is refused before work starts, and leaves no run.
  @Test func refusals() throws {
    let fixture = try NGramFixture()
    try fixture.train([.wittenBell])
    func runs() throws -> Int { try fixture.stored().ledger.runs().count }
    let before = try runs()
    #expect(throws: LedgerError.self) { try fixture.train([.wittenBell]) }
    #expect(throws: LedgerError.self) { try fixture.train([.goodTuring, .wittenBell]) }
    #expect(try runs() == before)
    let again = try fixture.train([.wittenBell], replaces: true) { $0.unseen = .leftover }
    #expect(again.first?.unseen == "leftover")
  }

  /// Weights and α are chosen on valid: without one an error says which option wants it.
  @Test(arguments: [(SmoothingName.jelinekMercer, Alpha.value(1)), (.add, .auto)])
  func withoutValidation(smoothing: SmoothingName, alpha: Alpha) throws {
    let fixture = try StatsFixture()
    let recipe = TrainNGrams(corpus: "a", orders: [2], smoothings: [smoothing], alphas: [alpha])
    do {
      try recipe(fixture.bench)
      Issue.record("weights from nothing")
    } catch let error as ExperimentError {
      #expect("\(error)".contains(smoothing == .add ? "--alpha auto" : "--smoothing jelinek-mercer"))
    }
    #expect(throws: Never.self) {
      try TrainNGrams(corpus: "a", orders: [2], smoothings: [.wittenBell])(fixture.bench)
    }
  }
}
