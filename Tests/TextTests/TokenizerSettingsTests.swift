import Foundation
import Testing

@testable import Text

@Suite struct TokenizerSettingsTests {
  private func json(_ settings: TokenizerSettings) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }

  /// These names stand in databases.
  @Test func theKeysAreStable() throws {
    #expect(
      try json(TokenizerSettings(unit: .char, caseMapping: .lower, normalization: .nfkc, locale: "tr"))
        == #"{"boundary":"line","case":"lower","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"tr","max_token_bytes":65536,"normalize":"nfkc","numbers":"keep","skip_empty_lines":false,"unit":"char"}"#
    )
    #expect(
      try json(TokenizerSettings(preset: .d2lChar2022))
        == #"{"boundary":"none","case":"lower","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","preset":"d2l-char-2022","skip_empty_lines":false,"unit":"char"}"#
    )
  }

  @Test func settingsComeBack() throws {
    var all = Preset.allCases.map { TokenizerSettings(preset: $0, maxTokenBytes: 7) }
    for unit in TokenUnit.allCases {
      all.append(TokenizerSettings(unit: unit, locale: "pt-BR", boundary: .none, skipEmptyLines: true))
    }
    for settings in all {
      let data = try JSONEncoder().encode(settings)
      #expect(try JSONDecoder().decode(TokenizerSettings.self, from: data) == settings)
    }
  }

  @Test func aPresetFixesTheRest() throws {
    let text =
      #"{"boundary":"line","case":"keep","locale":"tr","max_token_bytes":9,"normalize":"nfc","preset":"d2l-word","skip_empty_lines":true,"unit":"char"}"#
    let settings = try JSONDecoder().decode(TokenizerSettings.self, from: Data(text.utf8))
    #expect(settings == TokenizerSettings(preset: .d2lWord, maxTokenBytes: 9))
  }

  @Test func unknownValuesAreRefused() {
    let text = #"{"boundary":"page","case":"keep","locale":"","max_token_bytes":9,"normalize":"nfc","unit":"char"}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TokenizerSettings.self, from: Data(text.utf8))
    }
  }
}
