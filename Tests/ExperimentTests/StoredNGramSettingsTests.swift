import Ledger
import NGrams
import Report
import Testing

@testable import Experiment

@Suite struct StoredNGramSettingsTests {
  /// What a record says is what the model was made by, for every smoothing.
  @Test(arguments: SmoothingName.allCases) func everySmoothing(smoothing: SmoothingName) throws {
    let fixture = try NGramFixture()
    let record = try #require(
      try fixture.train([smoothing], orders: [2], alphas: [.value(0.25)]) {
        $0.interpolates = false
        $0.unseen = .leftover
        $0.cutoffs = [0, 1]
        $0.discount = smoothing == .absolute ? 0.5 : nil
      }.first)
    let stored = try #require(StoredNGramSettings(record))
    #expect(stored.variant.order == 2)
    if smoothing.addsAlpha {
      #expect(stored.variant.alpha == .value(smoothing == .mle ? 0 : 0.25))
    } else {
      #expect(stored.variant.smoothing == smoothing)
      #expect(stored.settings.cutoffs == [0, 1] && stored.settings.unseen == .leftover)
      #expect(stored.settings.interpolates == false || !smoothing.hasBothForms)
      #expect(stored.settings.discount == (smoothing == .absolute ? 0.5 : nil))
    }
    #expect(stored.needsValidation == (smoothing == .jelinekMercer))
  }

  @Test func chosenAgain() throws {
    let record = try #require(try NGramFixture().train([.add], orders: [2], alphas: [.auto]).first)
    let stored = try #require(StoredNGramSettings(record))
    #expect(stored.variant.alpha == .auto && stored.needsValidation)
  }

  @Test(arguments: [
    "{}", "[]", #"{"smoothing":"laplace","order":0,"alpha":1}"#, #"{"smoothing":"laplace","order":17,"alpha":1}"#,
    #"{"smoothing":"laplace","order":2,"alpha":-1}"#, #"{"smoothing":"laplace","order":2}"#,
    #"{"smoothing":"none","order":2,"alpha":1}"#, #"{"smoothing":"witten-bell","order":2,"prune":[1]}"#,
    #"{"smoothing":"witten-bell","order":2,"prune":[0,2,1]}"#,
    #"{"smoothing":"witten-bell","order":2,"prune_entropy":-1}"#, #"{"smoothing":"absolute","order":2,"discount":7}"#,
    #"{"smoothing":"laplace","order":3,"alpha":1}"#,
  ])
  func whatFitsNothingIsNone(settings: String) {
    var record = ModelRecord(
      corpusID: 1, name: "m", kind: "ngram", order: 2, context: .segment, parameters: 1, settings: settings, seconds: 0,
      artifactID: 1, runID: nil)
    #expect(StoredNGramSettings(record) == nil)
    record.settings = #"{"smoothing":"laplace","order":2,"alpha":1}"#
    #expect(StoredNGramSettings(record) != nil)
    record.kind = "rnn"
    #expect(StoredNGramSettings(record) == nil)
  }

  /// What was chosen on valid is known again, whatever number came of it.
  @Test func whoseAlphaWasChosen() throws {
    let fixture = try NGramFixture()
    let records = try fixture.train([.laplace], alphas: [.auto, .value(0.5)]) + fixture.train([.jelinekMercer])
    #expect(records.map(StoredNGramSettings.hasAutoAlpha) == [true, false, false])
    let (ledger, corpus) = try fixture.stored()
    #expect(try CorpusFacts(of: corpus.record, in: ledger).autoAlpha == [records[0].name])
    var damaged = records[0]
    for settings in ["", "[]", #"{"alpha_auto": 1}"#] {
      damaged.settings = settings
      #expect(!StoredNGramSettings.hasAutoAlpha(damaged))
    }
  }
}
