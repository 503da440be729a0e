import Testing

@testable import Experiment

@Suite struct PageChapterMakerRunsTests {
  @Test func aCommandLineCanBeTypedAgain() {
    #expect(
      PageChapterMaker.line(#"["bin/lmctl","ngram","--name","it's","--alpha","0.5","a b",""]"#)
        == #"lmctl ngram --name 'it'\''s' --alpha 0.5 'a b' ''"#)
    #expect(PageChapterMaker.line("no JSON") == "no JSON")
    #expect(PageChapterMaker.line("[]") == "")
  }

  @Test func sourcesAreListed() {
    #expect(
      PageChapterMaker.sources(#"[{"path":"a.txt","bytes":1500,"sha256":"x"},{"path":"b.txt"}]"#)
        == "a.txt (1.5 kB), b.txt")
    let many = "[" + (1...20).map { #"{"path":"\#($0)"}"# }.joined(separator: ",") + "]"
    #expect(PageChapterMaker.sources(many).hasSuffix("12 and 8 more"))
    #expect(PageChapterMaker.sources("{") == "–")
  }
}
