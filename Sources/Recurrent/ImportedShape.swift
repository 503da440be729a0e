/// The shape of a network, read off the names and sizes of a file's tensors.
///
/// V × D is `encoder.weight`; H the columns of `rnn.weight_hh_l0`, and the number of gates its rows over H; a layer is
/// there as long as its `weight_ih` is. The output is full (`decoder.weight`) or adaptive (`decoder.head.weight`).
struct ImportedShape {
  let shape: NetworkShape
  /// The name under which the one table of tied weights stands, where only one of them does.
  let table: String

  /// - Throws: where tensors are missing or do not fit together.
  init(_ file: SafeTensors, _ hints: ImportedHints, vocabulary: Int) throws(ImportedNetworkError) {
    let layers = (0..<1 << 10).prefix { file["rnn.weight_ih_l\($0)"] != nil }.count
    guard layers > 0, let first = file["rnn.weight_ih_l0"] else {
      throw .missing(name: "rnn.weight_ih_l0", advice: Self.names)
    }
    let input = try Self.matrix(first)
    let cell: CellKind
    let hidden: Int
    if let recurrent = file["rnn.weight_hh_l0"] {
      let (rows, columns) = try Self.matrix(recurrent)
      guard columns > 0, [1, 3, 4].contains(where: { columns.multipliedReportingOverflow(by: $0) == (rows, false) })
      else {
        throw .wrongShape(name: recurrent.name, found: recurrent.shape, expected: "H, 3 H or 4 H rows of H numbers")
      }
      hidden = columns
      cell = try Self.cell(gates: rows / columns, hints)
    } else {
      guard hints.cell == .mlp else {
        throw .missing(
          name: "rnn.weight_hh_l0", advice: "\(Self.names); or give --cell mlp for a network without recurrence")
      }
      (hidden, cell) = (input.rows, .mlp)
    }
    let (embedding, table, isTied) = try Self.table(file, input: input.columns, hidden: hidden, vocabulary: vocabulary)
    self.table = table
    var context = 1
    if cell == .mlp, let embedding, embedding > 0 {
      context = input.columns / embedding
      guard input.columns % embedding == 0, context >= 1, hints.context ?? context == context else {
        throw .wrongShape(
          name: first.name, found: first.shape, expected: "columns for \(hints.context ?? 1) embeddings")
      }
    }
    let biases: Biases = file["rnn.bias_hh_l0"] == nil || Self.hasNoSecondBias(file, hints) ? .one : .two
    shape = NetworkShape(
      vocabulary: vocabulary, embedding: embedding, hidden: hidden, layers: layers, cell: cell, biases: biases,
      gru: cell == .gru ? hints.gru : .resetAfter, context: context, isTied: isTied,
      cutoffs: try Self.cutoffs(file, vocabulary: vocabulary))
  }

  private static let names = """
    save state_dict() of a model with encoder (nn.Embedding), rnn (nn.RNN, nn.GRU, nn.LSTM) and decoder (nn.Linear), as \
    in PyTorch's word_language_model
    """

  private static func matrix(_ entry: SafeTensorsEntry) throws(ImportedNetworkError) -> (rows: Int, columns: Int) {
    guard entry.shape.count == 2 else {
      throw .wrongShape(name: entry.name, found: entry.shape, expected: "rows and columns")
    }
    return (entry.shape[0], entry.shape[1])
  }

  private static func cell(gates: Int, _ hints: ImportedHints) throws(ImportedNetworkError) -> CellKind {
    let usual: CellKind = gates == 4 ? .lstm : gates == 3 ? .gru : .tanh
    guard let cell = hints.cell else { return usual }
    guard cell.gates == gates, cell != .mlp else { throw .otherCell(asked: cell.rawValue, gates: gates) }
    return cell
  }

  /// D, the tensor that the table is in, and whether the output shares it.
  private static func table(
    _ file: SafeTensors, input: Int, hidden: Int, vocabulary: Int
  ) throws(ImportedNetworkError) -> (embedding: Int?, name: String, isTied: Bool) {
    let (encoder, decoder) = (file["encoder.weight"], file["decoder.weight"])
    guard let encoder else {
      // Programs that do not write shared memory twice leave one of its names out; an input of V columns is one-hot.
      if let decoder, file.metadata["encoder.weight"] == "decoder.weight" || (input == hidden && input != vocabulary) {
        return (try checked(decoder, vocabulary, input), decoder.name, true)
      }
      guard input == vocabulary else {
        throw .missing(
          name: "encoder.weight",
          advice: "without it rnn.weight_ih_l0 must have \(vocabulary) columns, one a type of the corpus")
      }
      return (nil, "rnn.weight_ih_l0", false)
    }
    let (rows, columns) = try matrix(encoder)
    guard rows == vocabulary else { throw .otherVocabulary(name: encoder.name, found: rows, corpus: vocabulary) }
    guard columns > 0 else {
      throw .wrongShape(name: encoder.name, found: encoder.shape, expected: "a column at least")
    }
    guard let decoder else {
      return (columns, encoder.name, file["decoder.head.weight"] == nil && columns == hidden)
    }
    return (
      columns, encoder.name, columns == hidden && decoder.shape == encoder.shape && areEqual(file, encoder, decoder)
    )
  }

  private static func checked(
    _ decoder: SafeTensorsEntry, _ vocabulary: Int, _ input: Int
  ) throws(ImportedNetworkError) -> Int {
    let (rows, columns) = try matrix(decoder)
    guard rows == vocabulary else { throw .otherVocabulary(name: decoder.name, found: rows, corpus: vocabulary) }
    guard columns == input else {
      throw .wrongShape(name: decoder.name, found: decoder.shape, expected: "[\(vocabulary), \(input)]")
    }
    return columns
  }

  /// Bit for bit: what was trained apart never is.
  private static func areEqual(_ file: SafeTensors, _ one: SafeTensorsEntry, _ other: SafeTensorsEntry) -> Bool {
    guard one.type == other.type, one.count == other.count else { return false }
    let piece = 1 << 18
    return stride(from: 0, to: one.count, by: piece).allSatisfy { start in
      let part = start..<min(start + piece, one.count)
      return file.values(of: one, part).map(\.bitPattern) == file.values(of: other, part).map(\.bitPattern)
    }
  }

  /// Zeros that were written for a module which takes two.
  private static func hasNoSecondBias(_ file: SafeTensors, _ hints: ImportedHints) -> Bool {
    guard hints.hasOneBias else { return false }
    return file.entries.allSatisfy { entry in
      !entry.name.hasPrefix("rnn.bias_hh_l") || file.values(of: entry).allSatisfy { $0 == 0 }
    }
  }

  /// Where clusters begin, from the sizes of those that there are; empty for a full softmax.
  private static func cutoffs(_ file: SafeTensors, vocabulary: Int) throws(ImportedNetworkError) -> [Int] {
    guard let head = file["decoder.head.weight"] else { return [] }
    if let decoder = file["decoder.weight"] {
      throw .notOurs(name: decoder.name, reason: "the file has an adaptive softmax too; leave one of the two out")
    }
    let (rows, _) = try matrix(head)
    var sizes: [Int] = []
    while let tail = file["decoder.tail.\(sizes.count).1.weight"] { sizes.append(try matrix(tail).rows) }
    let shortlist = rows - sizes.count
    guard !sizes.isEmpty, shortlist > 0 else {
      throw .wrongShape(name: head.name, found: head.shape, expected: "rows for a shortlist and each decoder.tail")
    }
    var (cutoffs, next) = ([Int](), shortlist)
    for size in sizes {
      cutoffs.append(next)
      let (sum, overflow) = next.addingReportingOverflow(size)
      guard !overflow, size > 0 else {
        throw .wrongShape(name: head.name, found: head.shape, expected: "rows for clusters that have types")
      }
      next = sum
    }
    guard next == vocabulary else { throw .otherVocabulary(name: "decoder", found: next, corpus: vocabulary) }
    return cutoffs
  }
}
