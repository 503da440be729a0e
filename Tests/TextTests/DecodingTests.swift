import Foundation
import Testing

@testable import Text

@Suite struct DecodingTests {
  @Test func jsonIsPlain() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for (decoding, json) in [
      (Decoding(), #"{"encoding":"utf-8","invalid":"error"}"#),
      (
        Decoding(encoding: .automatic, invalid: .skip, maxExpanded: 5),
        #"{"encoding":"auto","invalid":"skip","max_expanded":5}"#
      ),
      (Decoding(encoding: .named("KOI8-R"), invalid: .replace), #"{"encoding":"KOI8-R","invalid":"replace"}"#),
    ] {
      #expect(String(decoding: try encoder.encode(decoding), as: UTF8.self) == json)
      #expect(try JSONDecoder().decode(Decoding.self, from: Data(json.utf8)) == decoding)
    }
  }

  @Test func anOptionsValueMeansAnEncoding() {
    #expect(Decoding.Encoding("UTF-8") == .utf8)
    #expect(Decoding.Encoding("utf8") == .utf8)
    #expect(Decoding.Encoding("AUTO") == .automatic)
    #expect(Decoding.Encoding("latin1") == .named("latin1"))
  }

  @Test func checkingGivesTheStandardName() throws {
    #expect(try Decoding(encoding: .named("cp367")).checked().encoding == .named("US-ASCII"))
    #expect(try Decoding(encoding: .named("ibm-1208")).checked().encoding == .utf8)
    #expect(try Decoding(encoding: .named("latin1"), invalid: .skip).checked().invalid == .skip)
    #expect(throws: TextError.badExpansionLimit(0)) { try Decoding(maxExpanded: 0).checked() }
  }

  @Test func theLimitGrowsWithTheInput() {
    #expect(Decoding().expansionLimit(compressed: 0) == 1 << 30)
    #expect(Decoding().expansionLimit(compressed: 1000) == (1 << 30) + 100_000)
    #expect(Decoding().expansionLimit(compressed: .max) == .max)
    #expect(Decoding().expansionLimit(compressed: Int.max / 100) == .max)
    #expect(Decoding(maxExpanded: 7).expansionLimit(compressed: 1000) == 7)
  }
}
