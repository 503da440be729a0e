import Foundation
import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct ExportNetworkTests {
  @Test func theFileHoldsTheStoredWeights() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    var bytes: [UInt8] = []
    try Export(corpus: "c", format: .safetensors, model: "reset")(fixture.bench) { bytes += $0 }
    let file = try SafeTensors(bytes)
    let ledger = try fixture.bench.openForReading()
    let record = try ledger.model(named: "reset", in: ledger.corpus(named: "c"))
    let stored = try SafeTensors(ledger.loadArtifact(record.artifactID))
    #expect(stored.entries.count == 7)
    for entry in stored.entries {
      let exported = try #require(file[entry.name])
      #expect(exported.shape == entry.shape && file.values(of: exported) == stored.values(of: entry))
    }
    #expect(file.metadata["lmctl"] == Workbench.version && file.metadata["first"] == "1")
    #expect(file.metadata["state"] == "reset")
  }

  @Test func whatHasNoWeightsIsRefused() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    #expect(throws: StoredModelError.notANetwork(model: "laplace-3")) {
      try Export(corpus: "c", format: .safetensors, model: "laplace-3")(fixture.bench) { _ in Issue.record("a byte") }
    }
    #expect("\(StoredModelError.notANetwork(model: "m"))".contains("; export it with --format arpa"))
    #expect(throws: LedgerError.self) {
      try Export(corpus: "c", format: .safetensors, model: "none")(fixture.bench) { _ in }
    }
  }

  @Test func aFailedWriteEnds() throws {
    struct Full: Error {}
    let fixture = try ScoreFixture(models: [], network: true)
    #expect(throws: Full.self) {
      try Export(corpus: "c", format: .safetensors, model: "carry")(fixture.bench) { _ in throw Full() }
    }
  }
}
