import Testing

@Suite struct NGramCommandTests {
  @Test(arguments: ["0", "-1", "x", "1X", "", "1e3", "5Q", "999999999T", "M"])
  func sizesOfMemoryThatAreNone(size: String) throws {
    let result = try Workdir().lmctl("ngram", "--memory=\(size)")
    #expect(result.status == 64)
    #expect(result.errors.contains("memory"))
  }

  @Test(arguments: ["64M", "0.5G", "67108864", "64MiB", "65536kb", "1t"]) func sizesOfMemory(size: String) throws {
    let workdir = try Workdir()
    try workdir.write(String(repeating: "a b c d\ne f a b\n", count: 40), to: "t.txt")
    #expect(try workdir.lmctl("tokenize", "t.txt", "--corpus", "t").status == 0)
    let result = try workdir.lmctl("ngram", "--order", "2", "--memory", size, "--temporary", ".")
    #expect(result.status == 0, "\(result.errors)")
  }
}
