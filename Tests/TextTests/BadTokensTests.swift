import Foundation
import Testing

@testable import Text

private let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

/// Files as people have them become the same tokens on every path, in any pieces.
@Suite(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder")) struct BadTokensTests {
  static let settings = [
    TokenizerSettings(caseMapping: .fold, decoding: Decoding(encoding: .automatic, invalid: .replace)),
    TokenizerSettings(
      caseMapping: .lower, normalization: .nfkc, boundary: .sentence,
      decoding: Decoding(encoding: .automatic, invalid: .skip)),
    TokenizerSettings(unit: .char, boundary: .none, decoding: Decoding(encoding: .automatic, invalid: .replace)),
  ]

  @Test(arguments: settings) func everyFile(settings: TokenizerSettings) throws {
    let folder = try #require(corpora) + "/bad/"
    let paths = try Pieces.paths(settings)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files.count >= 40)
    for file in files {
      // No detector can tell it.
      guard file != "ja.utf-16le-nobom.txt" else { continue }
      _ = try Pieces.check(
        .file(path: folder + file), paths, sizes: takesLong ? [(1, 7), (1000, 333), (1 << 14, 4096)] : [(1000, 333)])
    }
  }

  /// The classics, in the chunks that users get.
  @Test(arguments: [CaseMapping.keep, .fold]) func realTexts(caseMapping: CaseMapping) throws {
    for (file, limit) in [
      ("timemachine.txt", 1), ("tinyshakespeare.txt", 2), ("kjv/raw.txt", 2), ("warandpeace.txt.gz", 2),
    ]
    where takesLong || limit == 1 {
      let source = Source.file(path: try #require(corpora) + "/" + file)
      for boundary in [Boundary.line, .sentence, .paragraph] {
        let paths = try Pieces.paths(TokenizerSettings(caseMapping: caseMapping, boundary: boundary))
        _ = try Pieces.check(source, paths, sizes: [(1 << 16, 1 << 12), (TextReader.chunkSize, SourceBytes.blockSize)])
      }
    }
  }
}
