/// What every model is, however it was made: probabilities of the next token after what was read.
///
/// The caller holds the state; a model only reads it. Ids are below ``vocabularySize``; log-probabilities are natural.
public protocol LanguageModel {
  /// What the model remembers of what it has read. A value: keeping a copy is keeping a place to come back to.
  associatedtype State

  /// V: the number of types that can be predicted.
  var vocabularySize: Int { get }

  /// The state before the first position of a stream.
  func start() -> State

  /// ln p of each id after all before it, from `state` on; the state moves behind the last one.
  ///
  /// Scoring a stream in pieces gives what scoring it whole gives. −infinity where the model excludes an id.
  func score(_ ids: [UInt32], from state: inout State) -> [Double]

  /// ln p of every type at the next position, by id.
  func distribution(after state: State) -> [Double]

  /// One token on, without a score.
  func advance(_ state: inout State, by id: UInt32)
}
