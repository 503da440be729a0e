internal import Foundation

/// A model with a unigram cache over what it has read (``UnigramCache``), as a model.
public struct CacheModel: LanguageModel {
  public struct State {
    fileprivate var base: AnyLanguageModel.State
    fileprivate var window: UnigramWindow
  }

  public let cache: UnigramCache
  private let base: AnyLanguageModel

  public init(_ base: AnyLanguageModel, _ cache: UnigramCache) { (self.base, self.cache) = (base, cache) }

  public var vocabularySize: Int { base.vocabularySize }

  public func start() -> State {
    State(base: base.start(), window: UnigramWindow(cache.window, countsUnknown: cache.countsUnknown))
  }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    let scores = base.score(ids, from: &state.base)
    return zip(scores, ids).map { logProbability, id in
      defer { state.window.add(id) }
      return cache.mixed(logProbability, state.window.count(of: id), of: state.window.filled)
    }
  }

  public func distribution(after state: State) -> [Double] {
    let distribution = base.distribution(after: state.base)
    return distribution.indices.map { id in
      cache.mixed(distribution[id], state.window.count(of: UInt32(id)), of: state.window.filled)
    }
  }

  public func advance(_ state: inout State, by id: UInt32) {
    base.advance(&state.base, by: id)
    state.window.add(id)
  }
}
