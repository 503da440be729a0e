/// The kinds of cell there are.
public enum CellKind: String, Codable, Sendable, CaseIterable {
  /// h = tanh(W_ih x + b + W_hh h), and the same with another activation.
  case tanh
  case relu
  case sigmoid
  case gru
  case lstm
  /// No recurrence: h = tanh(W [x_t; …; x_{t−τ+1}] + b), the fixed-window neural model (Bengio et al. 2003).
  case mlp

  /// Rows of the stacked weights are gates · H.
  public var gates: Int {
    switch self {
    case .tanh, .relu, .sigmoid, .mlp: 1
    case .gru: 3
    case .lstm: 4
    }
  }

  /// Parts of H that a layer's state has: an LSTM carries its cell state beside the hidden one.
  public var stateParts: Int {
    switch self {
    case .tanh, .relu, .sigmoid, .gru: 1
    case .lstm: 2
    case .mlp: 0
    }
  }
}

/// Two trained biases a layer, as PyTorch and cuDNN have, or one, as the lecture notes write it.
public enum Biases: String, Codable, Sendable, CaseIterable {
  case one
  case two
}

/// Where a GRU's reset gate stands.
public enum GRUForm: String, Codable, Sendable, CaseIterable {
  /// n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)): PyTorch, cuDNN.
  case resetAfter = "reset-after"
  /// n = tanh(W_in x + b_in + W_hn (r ⊙ h)): Cho et al. 2014, Dive into Deep Learning 10.2.
  case resetBefore = "reset-before"
}

/// What a network is, without its weights: token → row of a table → layers → scores over V → softmax.
public struct NetworkShape: Codable, Hashable, Sendable {
  /// V: the number of types that can be read and predicted.
  public var vocabulary: Int
  /// D: the width of the embedding; nil where the input is one-hot.
  public var embedding: Int?
  /// H: units of each layer.
  public var hidden: Int
  public var layers: Int
  public var cell: CellKind
  public var biases: Biases
  public var gru: GRUForm
  /// τ: tokens that an `mlp` sees; 1 for every other cell.
  public var context: Int
  /// Whether the output's weights are the embedding's (Press & Wolf 2017); D is H then.
  public var isTied: Bool
  /// Ids at which the adaptive softmax's clusters begin (Grave et al. 2017), ascending; empty for the full softmax.
  public var cutoffs: [Int]

  public init(
    vocabulary: Int, embedding: Int?, hidden: Int, layers: Int = 1, cell: CellKind = .tanh, biases: Biases = .two,
    gru: GRUForm = .resetAfter, context: Int = 1, isTied: Bool = false, cutoffs: [Int] = []
  ) {
    self.vocabulary = vocabulary
    self.embedding = embedding
    self.hidden = hidden
    self.layers = layers
    self.cell = cell
    self.biases = biases
    self.gru = gru
    self.context = context
    self.isTied = isTied
    self.cutoffs = cutoffs
  }

  /// Records of earlier versions say nothing of what did not exist yet.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    vocabulary = try fields.decode(Int.self, forKey: .vocabulary)
    embedding = try fields.decodeIfPresent(Int.self, forKey: .embedding)
    hidden = try fields.decode(Int.self, forKey: .hidden)
    layers = try fields.decode(Int.self, forKey: .layers)
    cell = try fields.decode(CellKind.self, forKey: .cell)
    biases = try fields.decode(Biases.self, forKey: .biases)
    gru = try fields.decodeIfPresent(GRUForm.self, forKey: .gru) ?? .resetAfter
    context = try fields.decodeIfPresent(Int.self, forKey: .context) ?? 1
    isTied = try fields.decodeIfPresent(Bool.self, forKey: .isTied) ?? false
    cutoffs = try fields.decodeIfPresent([Int].self, forKey: .cutoffs) ?? []
  }

  /// D of the first layer's input: τ rows of the table side by side; nil where the input is one-hot.
  var inputWidth: Int? { embedding.map { $0 * context } }

  /// Whether the output is worth cutting by columns of V.
  var isWide: Bool { cutoffs.isEmpty && vocabulary >= 2048 }

  /// The projection of an adaptive softmax's cluster: H / 4^(i + 1), at least 1.
  func projection(ofCluster index: Int) -> Int { max(1, hidden >> (2 * (index + 1))) }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)`` for parts that do not fit together.
  public func check() throws(RecurrentError) {
    if isTied && embedding == nil {
      throw .badSetting(
        name: "--tied", value: "given with one-hot input", expected: "an --embedding, whose weights it ties")
    }
    if isTied && embedding != hidden {
      throw .badSetting(
        name: "--tied", value: "given with an embedding of \(embedding ?? 0) and \(hidden) units",
        expected: "--embedding and --hidden the same width")
    }
    if isTied && !cutoffs.isEmpty {
      throw .badSetting(name: "--tied", value: "given with an adaptive softmax", expected: "only one of the two")
    }
    if cell == .mlp && embedding == nil {
      throw .badSetting(name: "--cell mlp", value: "given with one-hot input", expected: "an --embedding")
    }
    if context < 1 || context > 1 << 16 || (context > 1 && cell != .mlp) {
      throw .badSetting(
        name: "--context", value: "\(context)",
        expected: "a number of tokens from 1 to \(1 << 16), with --cell mlp alone")
    }
    var last = 0
    for cutoff in cutoffs {
      guard cutoff > last && cutoff < vocabulary else {
        throw .badSetting(
          name: "--cutoffs", value: cutoffs.map(String.init).joined(separator: ","),
          expected: "ascending numbers between 1 and \(Swift.max(1, vocabulary) - 1), one less than the vocabulary")
      }
      last = cutoff
    }
  }

  /// The number of trained weights, or nil where it is beyond any memory.
  ///
  /// Worked out without ``NetworkTensors``, so that nonsense sizes can be refused before anything is laid out.
  public var parameters: Int? {
    guard vocabulary >= 1, hidden >= 1, layers >= 1, layers <= 1 << 10, embedding ?? 1 >= 1, context >= 1,
      vocabulary <= 1 << 31, hidden <= 1 << 24, embedding ?? 0 <= 1 << 24, context <= 1 << 16
    else { return nil }
    // In Double, where nothing overflows: whole numbers up to 2^53 are exact, and more than 2^40 is refused.
    let (V, H, gates) = (Double(vocabulary), Double(hidden), Double(cell.gates))
    let table = V * (embedding.map(Double.init) ?? gates * H)
    let first = inputWidth.map { Double($0) * gates * H } ?? 0
    let recurrent = cell == .mlp ? 0 : gates * H * H
    let bias = gates * H * (biases == .two && cell != .mlp && !(cell == .gru && gru == .resetBefore) ? 2 : 1)
    let above = Double(layers - 1) * gates * H * H
    var output = isTied ? V : V * (H + 1)
    if let shortlist = cutoffs.first {
      output = Double(shortlist + cutoffs.count) * H
      for (index, cutoff) in cutoffs.enumerated() {
        let end = index + 1 < cutoffs.count ? cutoffs[index + 1] : vocabulary
        output += Double(projection(ofCluster: index)) * (H + Double(end - cutoff))
      }
    }
    let count = table + first + above + Double(layers) * (recurrent + bias) + output
    return count <= 0x1p40 ? Int(count) : nil
  }
}
