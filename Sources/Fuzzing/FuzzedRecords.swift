internal import Corpus
internal import Evaluation
internal import Experiment
internal import Foundation
internal import NGrams
internal import Recurrent
internal import Text

/// Settings as JSON, as a database holds them of mixtures, caches, networks and corpora: read as each, and used.
enum FuzzedRecords: FuzzedReader {
  private static let model = Result {
    BackoffEstimator(try SmallModels.counts[2].trie, EstimationSettings(.wittenBell)).estimate().model
  }

  private static let shape = SmallNetworks.shapes[2].shape
  private static let weights = Result { try SmallNetworks.network(shape).encode() }

  private static func made() throws -> RecurrentModel {
    try RecurrentModel.decode(weights.get(), shape: shape, clearsAtSegments: false, hasEOS: true)
  }

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let model = try BrokenPromise.on("a model") { AnyLanguageModel(try Self.model.get()) }
    guard let parts = CombinedPart.parts(in: bytes) else { return try settings(bytes) }
    if let mixture = MixSettings.model(bytes, Array(repeating: model, count: parts.count)) {
      try ModelUse.check(mixture)
    }
    if let cache = CacheSettings.model(bytes, [model]) { try ModelUse.check(cache) }
    if let settings = NeuralCacheRecord.settings(bytes), settings.window <= 1 << 10 {
      let network = try BrokenPromise.on("a network") { try made() }
      let cache = try BrokenPromise.on("memory for a cache") { try NeuralCacheModel(network, settings) }
      try ModelUse.check(cache, tolerance: 1e-4)
    }
    return true
  }

  /// Settings that a tokenizer was made of, or refused: each takes as long as a hundred inputs. From one thread.
  nonisolated(unsafe) private static var met: Set<TokenizerSettings> = []
  private static let mostMet = 1 << 12

  /// What stands beside models and corpora.
  private static func settings(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let (decoder, data) = (JSONDecoder(), Data(bytes))
    if let corpus = try? decoder.decode(CorpusSettings.self, from: data) {
      if unsafe met.count == mostMet { unsafe met = [] }
      if unsafe met.insert(corpus.tokenizer).inserted { _ = try? Tokenizer(corpus.tokenizer) }
      return true
    }
    if let shape = try? decoder.decode(NetworkShape.self, from: data) {
      if let weights = shape.parameters {
        try BrokenPromise.unless(weights > 0, "a network has weights")
        _ = try? shape.check()
      }
      return true
    }
    if let training = try? decoder.decode(TrainingSettings.self, from: data) {
      _ = try? Trainer(SmallNetworks.shapes[0].shape, training, hasEOS: true, threads: 1)
      return true
    }
    return false
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let part = #"{"model":"m","sha256":"00","weight":"#
      var seeds: [(name: String, bytes: [UInt8])] = [
        (
          "linear", #"{"method":"linear","parts":[\#(part)0.25},\#(part)0.75}],"tuned_on":9,"nats":1.5,"iterations":3}"#
        ),
        ("log-linear", #"{"method":"log-linear","parts":[\#(part)-2}],"tuned_on":9,"nats":1.5,"iterations":3}"#),
        (
          "cache",
          #"{"method":"unigram-cache","parts":[\#(part)0.9}],"window":3,"weight":0.1,"counts_unknown":true,"windows":[3],"tuned_on":9}"#
        ),
        (
          "neural-cache",
          #"{"method":"neural-cache","parts":[\#(part)0.9}],"theta":0.5,"window":3,"weight":0.1,"thetas":[],"windows":[],"tuned_on":9}"#
        ),
      ].map { ($0.0, Array($0.1.utf8)) }
      for (number, preset) in Text.Preset.allCases.enumerated() {
        let settings = CorpusSettings(tokenizer: TokenizerSettings(preset: preset), maxVocabulary: number)
        seeds.append(("corpus-\(preset.rawValue)", Array(try encoder.encode(settings))))
      }
      seeds.append(("corpus", Array(try encoder.encode(CorpusSettings(splitting: .files, minCount: 2)))))
      for kind in OptimizerKind.allCases {
        seeds.append(("training-\(kind.rawValue)", Array(try encoder.encode(SmallNetworks.settings(kind)))))
      }
      for (name, shape) in SmallNetworks.shapes { seeds.append(("shape-\(name)", Array(try encoder.encode(shape)))) }
      return seeds
    }
  }
}
