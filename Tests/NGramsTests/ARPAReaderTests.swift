import Foundation
import NGrams
import Testing

@Suite struct ARPAReaderTests {
  private static let types = ["<unk>", "<eos>", "the", "cat", "sat"].map { Array($0.utf8) }

  private func tokens(_ types: [[UInt8]] = types, eos: UInt32? = 1) throws -> ARPATokens {
    try ARPATokens(types, endOfSegment: eos, escapesSpaces: true)
  }

  @Test func fileOfKenLM() throws {
    let (model, facts) = try BackoffModel.arpa(try arpaFixture("kenlm.arpa"), tokens())
    #expect(facts.vocabulariesAgree && model.isNormalized)
    #expect(model.levels.map(\.count) == [6, 6, 3])
    #expect(model.levels[0].words == [0, 1, 2, 3, 4, 5])
    #expect(model.levels[0].logProbabilities == [-1.0413927, -0.6989700, -0.7403627, -0.9542425, -1.1461280, 0])
    // Sorted: the cat; cat </s>, cat sat; sat </s>; <s> the, <s> cat.
    #expect(model.levels[1].words == [3, 1, 4, 1, 2, 3])
    #expect(model.levels[0].continuations == [0, 0, 0, 1, 3, 4, 6])
    #expect(model.levels[1].logProbabilities == [-0.2218487, -1, -0.4259687, -0.3979400, -0.3010300, -0.8239087])
    #expect(model.levels[2].words == [4, 1, 3])
    #expect(model.levels[2].logProbabilities == [-0.2041200, -0.1139434, -0.1549020])
  }

  @Test func fileOfSRILM() throws {
    let (model, facts) = try BackoffModel.arpa(try arpaFixture("srilm.arpa"), tokens())
    // No `<unk>`: it has no probability.
    #expect(facts.missingTypes == 1 && facts.unknownTypes == 0 && !facts.vocabulariesAgree && !model.isNormalized)
    #expect(model.levels[0].logProbabilities == [-.infinity, -0.69897, -0.7403627, -0.9542425, -1.146128, -.infinity])
    #expect(model.levels[0].logBackoffs == [0, 0, -.infinity, -0.1461, 0, -0.30103])
    let entries = model.entries[1]
    #expect(entries[[3, 4]]?.probability == -1e-05 && entries[[3, 4]]?.backoff == 0.125)
    #expect(entries[[4, 1]]?.probability == -.infinity && entries[[5, 2]]?.backoff == -0.075)
  }

  @Test func fileOfIRSTLM() throws {
    let (model, facts) = try BackoffModel.arpa(try arpaFixture("irstlm.arpa"), tokens())
    #expect(
      facts
        == ARPAFacts(
          dropped: [0, 0, 0], unreachable: [0, 2, 1], created: [0, 1, 0], unknownTypes: 0, missingTypes: 0))
    // "cat sat" is continued and not listed: β(cat) · P(sat).
    let created = try #require(model.entries[1][[3, 4]])
    #expect(abs(created.probability - (-0.1461280 - 1.1461280)) < 1e-6 && created.backoff == 0)
    #expect(model.logProbability([3, 4, 1], in: model.entries) == Double(Float(-0.1139434)))
    #expect(abs(model.logProbability([2, 4], in: model.entries) - (-0.2041200 - 1.1461280)) < 1e-6)
  }

  /// Types of either side that the other lacks.
  @Test func otherVocabularies() throws {
    let types = ["<unk>", "<eos>", "sat", "dog", "the"].map { Array($0.utf8) }
    let (model, facts) = try BackoffModel.arpa(try arpaFixture("kenlm.arpa"), tokens(types))
    #expect(
      facts
        == ARPAFacts(
          dropped: [1, 4, 3], unreachable: [0, 0, 0], created: [0, 0, 0], unknownTypes: 1, missingTypes: 1))
    #expect(!facts.vocabulariesAgree && !model.isNormalized)
    // dog has the probability of <unk>; sat and the those of their names.
    #expect(model.levels[0].logProbabilities == [-1.0413927, -0.6989700, -1.1461280, -1.0413927, -0.7403627, 0])
    #expect(model.levels.map(\.count) == [6, 2, 0])
  }

  @Test func unknownWordInCapitals() throws {
    let text = #"\data\|ngram 1=4||\1-grams:|-1 <UNK>|-2 </s>|-3 <s>|-4 the||\end\"#.replacing("|", with: "\n")
    let types = ["<unk>", "<eos>", "the"].map { Array($0.utf8) }
    let (model, facts) = try BackoffModel.arpa(Array(text.utf8), tokens(types))
    #expect(facts.vocabulariesAgree && model.levels[0].logProbabilities == [-1, -2, -4, -3])
    // Unless it is a type.
    let (other, _) = try BackoffModel.arpa(Array(text.utf8), tokens(types + [Array("<UNK>".utf8)]))
    #expect(other.levels[0].logProbabilities == [-.infinity, -2, -4, -1, -3])
  }

  @Test(arguments: [1, 2, 3, 5, 16], [1, 2, 3]) func roundTripToTheBit(order: Int, seed: UInt64) throws {
    let vocabulary = order == 16 ? 4 : 300
    let model = BackoffModel.random(
      order: order, vocabulary: vocabulary, eos: nil, seed: seed * 77, branching: order == 16 ? 2 : 3)
    let tokens = try tokens(madeUpTypes(vocabulary, hasEOS: false), eos: nil)
    let text = try model.arpa(tokens)
    let (read, facts) = try BackoffModel.arpa(text, tokens)
    #expect(read.bits == model.bits && read == model)
    #expect(facts.vocabulariesAgree && facts.created.allSatisfy { $0 == 0 })
    #expect(try read.arpa(tokens) == text)
    // The same in any order of the lines, and in any pieces.
    var random = Xorshift(seed)
    let shuffled = String(decoding: text, as: UTF8.self).split(separator: "\n\n", omittingEmptySubsequences: false)
      .map { section in
        let lines = section.split(separator: "\n")
        guard section.hasPrefix("\\") && section.contains("-grams:") else { return section + "" }
        return ([lines[0]] + lines.dropFirst().shuffled(using: &random)).joined(separator: "\n")
      }.joined(separator: "\n\n")
    #expect(try BackoffModel.arpa(Array(shuffled.utf8), tokens, piece: 1 + Int(seed) * 37).0.bits == model.bits)
  }

  /// Lines for histories are left out: the model gives the same probabilities.
  @Test(arguments: [1, 2, 3] as [UInt64]) func missingHistories(seed: UInt64) throws {
    // Without −∞: a history that is not listed has β = 1.
    var levels = BackoffModel.random(order: 4, vocabulary: 20, eos: nil, seed: seed).levels
    for n in levels.indices {
      levels[n].logProbabilities = levels[n].words.indices.map { -1 - Float($0 % 31) / 7 }
      levels[n].logBackoffs = levels[n].logBackoffs.indices.map { -Float($0 % 13) / 11 }
    }
    let whole = BackoffModel(vocabularySize: 20, endOfSegment: nil, levels: levels)
    let tokens = try tokens(madeUpTypes(20, hasEOS: false), eos: nil)
    var lines = String(decoding: try whole.arpa(tokens), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var order = 0
    var dropped: [Set<Substring>] = [[], [], [], [], []]
    lines.removeAll { line in
      if line.hasSuffix("-grams:") {
        order = line.dropFirst().prefix(1).reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
      }
      let fields = line.split(separator: "\t")
      guard (2...3).contains(order), fields.count == 3, fields[1].utf8.reduce(0, { $0 + Int($1) }) % 3 == 0 else {
        return false
      }
      dropped[order].insert(fields[1])
      return true
    }
    for n in 2...3 { lines[n] = "ngram \(n)=\(whole.levels[n - 1].count - dropped[n].count)" }
    let (model, facts) = try BackoffModel.arpa(Array(lines.joined(separator: "\n").utf8), tokens)
    #expect(facts.created[1] > 0 && facts.created[2] > 0)
    // What the file says, by definition, without any histories added.
    let left = whole.entries.enumerated().map { index, entries in
      entries.filter { gram, _ in
        !dropped[index + 1].contains(
          gram.map { String(decoding: tokens.word(Int($0)), as: UTF8.self) }.joined(separator: " ")[...])
      }
    }
    func expected(_ gram: [UInt32]) -> Double {
      if let entry = left[gram.count - 1][gram] { return Double(entry.probability) }
      return (left[gram.count - 2][Array(gram.dropLast())].map { Double($0.backoff) } ?? 0)
        + expected(Array(gram.dropFirst()))
    }
    let ours = model.entries
    for (index, entries) in ours.enumerated() {
      for (gram, entry) in entries where index > 0 {
        #expect(abs(Double(entry.probability) - min(0, expected(gram))) < 1e-5)
      }
    }
    for (index, entries) in left.enumerated() { for gram in entries.keys { #expect(ours[index][gram] != nil) } }
  }
}
