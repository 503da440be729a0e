import Foundation
import Testing

@Suite struct ImportCommandTests {
  private static let arpa = """
    \\data\\
    ngram 1=5
    ngram 2=2

    \\1-grams:
    -1\t<unk>
    -99\t<s>\t-0.5
    -0.5\t</s>
    -0.75\tho\t-0.25
    -1.5\tno

    \\2-grams:
    -0.125\t<s> ho
    -0.25\tho </s>

    \\end\\

    """

  private func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(String(repeating: "ho\n", count: 20) + "no\n" + String(repeating: "ho\n", count: 20), to: "t.txt")
    let made = try work.lmctl("tokenize", "t.txt", "--corpus", "t")
    #expect(made.status == 0, "\(made.errors)")
    try work.write(Self.arpa, to: "m.arpa")
    return work
  }

  @Test func filesAndPipes() throws {
    let work = try corpus()
    let first = try work.lmctl("import", "m.arpa", "--corpus", "t", "--name", "m")
    #expect(first.status == 0 && first.output.contains("imported"), "\(first.errors)")
    let piped = try work.lmctl("import", "-", "--name", "piped", "--json", input: Self.arpa)
    #expect(piped.status == 0, "\(piped.errors)")
    // Of each line "ho": 10^0.125 and 10^0.25, so that a position's perplexity is 10^0.1875.
    #expect(piped.output.contains("\"perplexity\" : 1.539"), "\(piped.output)")
    let again = try work.lmctl("import", "m.arpa", "--name", "m")
    #expect(again.status == 73)
  }

  @Test func whatIsRefused() throws {
    let work = try corpus()
    try work.write(Self.arpa.replacing("-0.125\t<s> ho", with: "-0.125\t<s> \u{1B}[31mho"), to: "bad.arpa")
    let bad = try work.lmctl("import", "bad.arpa", "--name", "m")
    #expect(bad.status == 65 && bad.errors.contains("bad.arpa:13:") && !bad.errors.contains("\u{1B}"), "\(bad.errors)")
    #expect(try work.lmctl("import", "t.txt", "--name", "m").status == 65)
    #expect(try work.lmctl("import", "none.arpa", "--name", "m").status == 66)
    #expect(try work.lmctl("import", "m.arpa").status == 64)
    #expect(try work.lmctl("import", "m.arpa", "--name", "m", "--max-expanded", "0").status == 64)
    if let models = try work.sqlite("SELECT count(*) FROM model") { #expect(models == "0\n") }
  }
}
