import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct ScoreInputTests {
  private func output(_ recipe: ScoreInput, _ fixture: ScoreFixture) throws -> (text: String, summary: ScoreSummary?) {
    var bytes: [UInt8] = []
    let summary = try recipe(fixture.bench) {
      bytes += $0
      return true
    }
    return (String(decoding: bytes, as: UTF8.self), summary)
  }

  /// The file of a split, read anew, has the figures that are stored of that split, whatever the model and the tokenizer.
  @Test(arguments: [
    TokenizerSettings(), TokenizerSettings(unit: .char, boundary: .none),
    TokenizerSettings(caseMapping: .fold, boundary: .sentence, keep: .words), TokenizerSettings(preset: .d2lWord),
  ])
  func aSplitsOwnFileHasItsOwnScore(settings: TokenizerSettings) throws {
    let fixture = try ScoreFixture(settings, models: [.wittenBell, .laplace, .mle], network: true)
    let ledger = try fixture.bench.openForReading()
    for model in try ledger.models(of: ledger.corpus(named: "c")) {
      let stored = try #require(try ledger.scores(of: model).first { $0.split == .test })
      let recipe = ScoreInput(sources: [fixture.path("test.txt")], model: model.name)
      let summary = try #require(try output(recipe, fixture).summary)
      #expect(summary.positions == stored.scored && summary.oov == stored.oov && summary.zeroAt == stored.zeroAt)
      #expect(summary.perplexity == stored.perplexity, "\(model.name)")
      #expect(summary.perplexityWithoutOOV == stored.perplexityExcludingOOV)
      #expect(summary.perplexityWithoutEOS == stored.perplexityWithoutEOS)
      #expect(summary.bitsPerCharacter == stored.bitsPerCharacter && summary.bitsPerByte == stored.bitsPerByte)
    }
  }

  /// The lines of tokens sum to those of segments, and these to the whole.
  @Test func detailsSumUp() throws {
    let fixture = try ScoreFixture()
    for model in ["witten-bell-3", "laplace-3"] {
      func rows(_ detail: ScoreInput.Detail) throws -> [[Substring]] {
        let recipe = ScoreInput(sources: [fixture.path("valid.txt")], model: model, detail: detail)
        let lines = try output(recipe, fixture).text.split(separator: "\n")
        return lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      }
      let (tokens, segments) = (try rows(.tokens), try rows(.segments))
      #expect(segments.count == 20)
      for segment in segments {
        let own = tokens.filter { $0[0] == segment[0] }
        let (words, total) = (own.dropLast(), try #require(own.last))
        #expect(total[1].isEmpty && total[5] == segment[1] && total[3] == segment[3])
        let sum = words.reduce(0.0) { $0 + (Double($1[5]) ?? .nan) }
        #expect(abs(sum - (Double(segment[1]) ?? .nan)) < 1e-5)
        #expect(words.last?[1] == "<eos>" && words.count - 1 == Int(segment[2]))
        #expect(words.allSatisfy { $0[4].isEmpty == (model == "laplace-3") })
      }
      #expect(tokens.contains { $0[3] == "1" && $0[2] == "0" && $0[1].hasPrefix("x") })
    }
  }

  /// One source after another is one stream; nothing at all is no error.
  @Test func severalSourcesAndNone() throws {
    let fixture = try ScoreFixture(network: true)
    try fixture.write("", to: "empty.txt")
    let both = [fixture.path("valid.txt"), fixture.path("test.txt")]
    for model in ["laplace-3", "carry", "reset"] {
      let whole = try #require(try output(ScoreInput(sources: both, model: model), fixture).summary)
      let parts = try both.map {
        try #require(try output(ScoreInput(sources: [$0], model: model), fixture).summary)
      }
      #expect(whole.positions == parts[0].positions + parts[1].positions)
      let difference = (whole.log10 ?? 0) - parts.reduce(0) { $0 + ($1.log10 ?? 0) }
      // A network that carries its state over is in another one at the second file's start.
      #expect(model == "carry" ? abs(difference) > 1e-9 : abs(difference) < 1e-9, "\(model)")
    }
    let none = try #require(
      try output(ScoreInput(sources: [fixture.path("empty.txt")], model: "carry"), fixture).summary)
    #expect(none.positions == 0 && none.perplexity == nil && none.log10 == 0)
  }

  @Test func aReaderThatGoesAwayEndsTheWork() throws {
    let fixture = try ScoreFixture()
    var calls = 0
    let recipe = ScoreInput(sources: [fixture.path("valid.txt")], model: "laplace-3", detail: .segments)
    let summary = try recipe(fixture.bench) { _ in
      calls += 1
      return false
    }
    #expect(summary == nil && calls == 1)
    #expect(throws: TextError.self) { try output(ScoreInput(sources: ["none"], model: "laplace-3"), fixture) }
    #expect(throws: LedgerError.self) { try output(ScoreInput(sources: [], corpus: "x"), fixture) }
    guard try fixture.sqlite("UPDATE corpus SET settings = '{}'") else { return }
    #expect(throws: ExperimentError.self) { try output(ScoreInput(sources: [], model: "laplace-3"), fixture) }
  }
}
