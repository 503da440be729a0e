internal import Foundation
internal import Recurrent

/// What is recorded of a network's settings, with its model and with its checkpoint: the same where the same would be
/// trained.
struct NetworkSettings: Codable, Equatable {
  var shape: NetworkShape
  var training: TrainingSettings

  init(_ shape: NetworkShape, _ training: TrainingSettings) {
    self.shape = shape
    self.training = training
  }

  /// - Returns: nil for what is no record of this version's.
  init?(json: String) {
    guard let settings = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
    self = settings
  }

  /// Whether one training can be the other, cut short or taken further.
  func isSameButForEpochs(_ other: NetworkSettings) -> Bool {
    var other = other
    other.training.epochs = training.epochs
    return self == other
  }
}
