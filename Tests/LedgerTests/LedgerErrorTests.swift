import Ledger
import Platform
import Testing

@Suite struct LedgerErrorTests {
  @Test(arguments: [
    (LedgerError.missing(path: "a.sqlite"), ExitCode.noInput, "lmctl tokenize FILE --corpus NAME --db a.sqlite"),
    (.notADatabase(path: "a"), .data, "--db"),
    (.foreign(path: "a", applicationID: 7), .data, "left as it is"),
    (.newer(path: "a", version: 9, known: 1), .data, "update lmctl"),
    (.cannotCreate(path: "a"), .cannotCreate, "its folder"),
    (.readOnly(path: "a"), .io, "permissions"), (.moved(path: "a"), .io, "put it back"),
    (.full(path: "a"), .io, "the disk is full; what was committed stands; free some space"),
    (.full(path: "a", wanted: 900, free: 12), .io, "(the file would have 900 bytes, 12 bytes are free)"),
    (.busy(path: "a"), .busy, "run the command again"),
    (.nameTaken(path: "a", kind: .model, name: "x"), .cannotCreate, "--replace"),
    (.noCorpus(path: "a", name: "x", names: ["b", "c"]), .noInput, "--corpus: 'b', 'c'"),
    (.noCorpus(path: "a", name: nil, names: []), .noInput, "lmctl tokenize"),
    (.severalModels(path: "a", corpus: "b", names: ["m", "n"]), .usage, "--model: 'm', 'n'"),
    (.trainingGoesOn(path: "a", model: "m", process: 7), .busy, "--name"),
    (.checkpointChanged(path: "a", model: "m"), .busy, "run the command again"),
    (.scoreGone(path: "a", split: .test), .busy, "meanwhile; run the command again"),
    (.artifactGone(path: "a"), .busy, "removed or replaced meanwhile; run the command again"),
    (.inUse(path: "a", name: "m", command: "mix", process: 7), .busy, "process 7 works on 'm' (a run of 'mix')"),
    (.ended(path: "a"), .interrupt, "what was committed stands"),
    (.strangeJournal(path: "a-journal", problem: "no"), .data, "came from elsewhere, remove what lies there"),
    (.outOfMemory(bytes: 12), .unavailable, "12 bytes"),
  ])
  func saysWhatToDo(error: LedgerError, code: ExitCode, hint: String) {
    #expect(error.exitCode == code)
    #expect(error.description.contains(hint))
  }

  @Test func listsTwentyNamesAndCountsTheRest() {
    let error = LedgerError.severalCorpora(path: "a", names: (1...23).map { "c\($0)" })
    #expect(error.description.hasSuffix("'c20' and 3 more"))
  }

  @Test func printsNoControlCharacterOfANameFromTheFile() {
    let error = LedgerError.noCorpus(path: "a", name: "x\u{1B}[2J", names: ["b\n\u{9B}c"])
    #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
  }
}
