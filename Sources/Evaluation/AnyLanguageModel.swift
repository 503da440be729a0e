/// A language model of whatever type, with a state of whatever type: what models that are made of others hold.
public struct AnyLanguageModel: LanguageModel {
  /// A state of the model inside.
  public struct State {
    fileprivate var value: Any
  }

  public let vocabularySize: Int
  private let model: any LanguageModel

  public init(_ model: any LanguageModel) {
    self.model = model
    vocabularySize = model.vocabularySize
  }

  public func start() -> State { State(value: model.start()) }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    model.score(ids, fromAny: &state.value)
  }

  public func distribution(after state: State) -> [Double] { model.distribution(afterAny: state.value) }

  public func advance(_ state: inout State, by id: UInt32) { model.advanceAny(&state.value, by: id) }
}

extension LanguageModel {
  fileprivate func score(_ ids: [UInt32], fromAny value: inout Any) -> [Double] {
    var state = Self.state(value)
    // Held once only, so that it is changed where it lies.
    value = ()
    defer { value = state }
    return score(ids, from: &state)
  }

  fileprivate func distribution(afterAny value: Any) -> [Double] { distribution(after: Self.state(value)) }

  fileprivate func advanceAny(_ value: inout Any, by id: UInt32) {
    var state = Self.state(value)
    value = ()
    defer { value = state }
    advance(&state, by: id)
  }

  private static func state(_ value: Any) -> State {
    guard let state = value as? State else { preconditionFailure("a state belongs to the model that made it") }
    return state
  }
}
