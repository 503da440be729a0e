import Recurrent
import Report

/// The whole of what `train-rnn` would train, as it is printed.
struct ShownSettings: Encodable {
  let name: String
  let network: NetworkPlan
  let training: TrainingSettings

  /// A line a setting, by the name of its option.
  var lines: [String] {
    var table = TextTable([("option", .left), ("value", .left)])
    for (option, value) in rows { table.append([option, value]) }
    return table.lines()
  }

  private var rows: [(option: String, value: String)] {
    let optimizer = training.optimizer
    return [
      ("--name", Figures.safe(name)), ("--cell", network.cell.rawValue),
      ("--gru", network.cell == .gru ? network.gru.rawValue : "–"),
      ("--context", network.cell == .mlp ? "\(network.context)" : "–"),
      ("--embedding", network.embedding.map(String.init) ?? "one-hot"), ("--hidden", "\(network.hidden)"),
      ("--layers", "\(network.layers)"), ("--tied", words(network.isTied)), ("--biases", network.biases.rawValue),
      ("--softmax", words(network.softmax)), ("--batch", "\(training.lanes)"), ("--steps", "\(training.steps)"),
      ("--epochs", "\(training.epochs)"), ("--optimizer", optimizer.kind.rawValue),
      ("--learning-rate", "\(optimizer.learningRate)"), ("--momentum", "\(optimizer.momentum)"),
      ("--nesterov", words(optimizer.isNesterov)), ("--weight-decay", "\(optimizer.weightDecay)"),
      ("--schedule", words(training.schedule)), ("--clip", words(training.clip)),
      ("--clip-value", words(training.clipValue)), ("--dropout", "\(training.dropout.rate)"),
      ("--dropout-kind", training.dropout.kind.rawValue), ("--init", words(training.initialization.kind)),
      ("--forget-bias", words(training.initialization.forgetBias)), ("--sampling", training.sampling.rawValue),
      ("--random-offset", words(training.hasRandomOffset)),
      ("--state", (training.clearsAtSegments ? StateRule.reset : .carry).rawValue),
      ("--patience", words(training.patience)), ("--validation-lanes", "\(training.validationLanes)"),
      ("--seed", "\(training.seed)"),
    ]
  }

  private func words<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "none" }

  private func words(_ flag: Bool) -> String { flag ? "yes" : "no" }

  private func words(_ softmax: SoftmaxKind) -> String {
    switch softmax {
    case .full: "full"
    case .adaptive([]): "adaptive, cutoffs V/15,V/3"
    case .adaptive(let cutoffs): "adaptive, cutoffs \(cutoffs.map(String.init).joined(separator: ","))"
    }
  }

  private func words(_ schedule: Schedule) -> String {
    switch schedule {
    case .constant: "constant"
    case .plateau(let factor): "plateau, divided by \(factor)"
    case .exponential(let decay, let after): "exponential, times \(decay) an epoch after \(after)"
    case .cosine(let warmUp, _): "cosine, after \(warmUp) updates on the way up"
    }
  }

  private func words(_ kind: InitializationKind) -> String {
    switch kind {
    case .standard: "standard"
    case .uniform(let bound): "uniform:\(bound)"
    case .xavier: "xavier"
    case .orthogonal: "orthogonal"
    case .normal(let variance): "normal:\(variance)"
    }
  }
}
