import Report
import Testing

@Suite struct OutputFormatTests {
  @Test func namesAreThoseOfTheOption() {
    #expect(OutputFormat.allCases.map(\.rawValue) == ["table", "json", "jsonl", "csv", "tsv", "md"])
    #expect(OutputFormat.allCases.filter(\.isForPrograms) == [.json, .jsonl, .csv, .tsv])
  }
}
