internal import Corpus
internal import Evaluation
internal import Ledger
internal import Text

/// Gives the tokens of new text the ids that a corpus has for them; what it does not have is `<unk>`.
///
/// Each distinct token is looked up once, and numbered like those of a corpus that is made. Memory: the vocabulary, and up
/// to some hundred MiB of types that the text brings; then these are forgotten.
struct ScoreVocabulary {
  /// Stands where a segment ends.
  static let segmentEnd = UInt32.max

  private let ids: [[UInt8]: UInt32]
  private var table: TypeTable
  /// The id of each of the table's numbers.
  private var idOfNumber: [UInt32] = [Self.segmentEnd]
  private var bytes = 0
  private var numbers: [UInt32] = []

  private let mostTypes: Int
  private let mostBytes: Int

  /// - Parameters:
  ///   - tokens: in the order of ids, `<unk>` and perhaps `<eos>` first.
  ///   - specials: how many of them these are: text that looks like them is not them.
  init(tokens: [[UInt8]], specials: Int, mostTypes: Int = 1 << 21, mostBytes: Int = 1 << 27) throws {
    var ids: [[UInt8]: UInt32] = [:]
    ids.reserveCapacity(tokens.count)
    for (id, token) in tokens.enumerated().dropFirst(specials) { ids[token] = UInt32(id) }
    self.ids = ids
    self.mostTypes = mostTypes
    self.mostBytes = mostBytes
    table = try TypeTable()
  }

  init(_ corpus: StoredCorpus) throws {
    try self.init(tokens: corpus.tokens.map(\.bytes), specials: corpus.record.hasEOS ? 2 : 1)
  }

  /// Appends the id of each of the batch's tokens, and ``segmentEnd`` for each segment's end.
  mutating func append(_ batch: borrowing TokenBatch, to ids: inout [UInt32]) throws {
    if idOfNumber.count > mostTypes || bytes > mostBytes {
      table = try TypeTable()
      idOfNumber.removeLast(idOfNumber.count - 1)
      bytes = 0
    }
    numbers.removeAll(keepingCapacity: true)
    try table.intern(batch, into: &numbers)
    for (index, number) in numbers.enumerated() {
      if Int(number) == idOfNumber.count {
        let token = Array(batch.token(batch.spans[index]))
        idOfNumber.append(self.ids[token] ?? SpecialID.unknown)
        bytes += token.count
      }
      ids.append(idOfNumber[Int(number)])
    }
  }
}
