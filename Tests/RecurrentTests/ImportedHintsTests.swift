import Testing

@testable import Recurrent

@Suite struct ImportedHintsTests {
  private let own = [
    "lmctl": "0.1.0", "state": "reset", "shape": #"{"cell":"gru","gru":"reset-before","biases":"one","vocabulary":-3}"#,
  ]

  @Test func whatLmctlWrote() throws {
    let hints = try ImportedHints(own, cell: nil)
    #expect(hints.cell == .gru && hints.gru == .resetBefore && hints.hasOneBias && hints.clearsAtSegments == true)
    #expect(try ImportedHints(own, cell: .lstm).cell == .lstm)
  }

  /// Of others nothing is believed, or refused.
  @Test func whatOthersWrote() throws {
    for metadata in [[:], ["format": "pt", "shape": "round", "cell": "gru", "state": "of mind"]] {
      let hints = try ImportedHints(metadata, cell: nil)
      #expect(hints.cell == nil && hints.gru == .resetAfter && !hints.hasOneBias && hints.clearsAtSegments == nil)
    }
    #expect(try ImportedHints([:], cell: .relu).cell == .relu)
  }

  @Test func whatIsUnknown() {
    for (key, value) in [("shape", "{}"), ("shape", "{\"cell\":\"qrnn\"}"), ("shape", "["), ("state", "of mind")] {
      var metadata = own
      metadata[key] = value
      #expect(throws: ImportedNetworkError.badMetadata(key: key, value: value)) {
        try ImportedHints(metadata, cell: nil)
      }
    }
  }
}
