public import Platform

/// Why the tensors of a file are no network of ours. Names come from the file and are shown escaped.
public enum ImportedNetworkError: Failure, Equatable {
  case missing(name: String, advice: String)
  case wrongShape(name: String, found: [Int], expected: String)
  /// A tensor that no network of this kind has.
  case notOurs(name: String, reason: String)
  case otherVocabulary(name: String, found: Int, corpus: Int)
  /// The option and the tensors, or two places of the file, say different things.
  case otherCell(asked: String, gates: Int)
  /// NaN or infinity, or a Double beyond every Float.
  case notFinite(name: String, element: Int)
  /// Of what the file says of itself.
  case badMetadata(key: String, value: String)
  /// Parts that do not go together.
  case badShape(RecurrentError)
  case tooLarge
  case outOfMemory(bytes: Int)

  public var exitCode: ExitCode {
    switch self {
    case .otherCell: .usage
    case .outOfMemory, .tooLarge: .unavailable
    default: .data
    }
  }

  public var description: String {
    switch self {
    case .missing(let name, let advice): "there is no tensor '\(name)'; \(advice)"
    case .wrongShape(let name, let found, let expected):
      """
      '\(SafeTensorsError.shown(name))' has the shape \(SafeTensorsError.shown(found)), not \(expected); save the \
      network's state_dict() whole, with encoder, rnn and decoder of the same sizes
      """
    case .notOurs(let name, let reason):
      "'\(SafeTensorsError.shown(name))' is no tensor of a network that lmctl has: \(reason)"
    case .otherVocabulary(let name, let found, let corpus):
      """
      '\(SafeTensorsError.shown(name))' is of \(found) types, and the corpus has \(corpus); tokenize with the vocabulary \
      that the network was trained with ('lmctl tokenize --vocabulary-from')
      """
    case .otherCell(let asked, let gates):
      """
      the weights have \(gates) gate\(gates == 1 ? "" : "s") a layer, which is not \(asked); give --cell \
      \(gates == 4 ? "lstm" : gates == 3 ? "gru" : "tanh, relu or sigmoid"), or leave it out
      """
    case .notFinite(let name, let element):
      """
      element \(element) of '\(SafeTensorsError.shown(name))' is no finite number; give weights from before the training \
      diverged
      """
    case .badMetadata(let key, let value):
      """
      __metadata__ has '\(SafeTensorsError.shown(key))' as '\(SafeTensorsError.shown(value))', which this lmctl does not \
      know; update lmctl, or write the file again
      """
    case .badShape(let error): "the tensors are those of no network that lmctl has: \(error)"
    case .tooLarge: "the network is beyond any memory; give a smaller one"
    case .outOfMemory(let bytes): OutOfMemory(bytes: bytes).description
    }
  }
}
