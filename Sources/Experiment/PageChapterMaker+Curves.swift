internal import Foundation
internal import Ledger
internal import Report

/// What was measured of models beside their scores.
extension PageChapterMaker {
  /// More epochs than this are thinned: no screen shows them.
  private static let mostEpochs = 200

  func trainings() throws -> [PageTraining] {
    try measured.lazy.filter { $0.kind == "rnn" }.prefix(ChartedModels.most).compactMap { model in
      guard let run = model.runID else { return nil }
      let rows = try ledger.learningCurve(corpus: record.name, model: model.name).filter {
        $0.run == run && ($0.metric == "train_perplexity" || $0.metric == "valid_perplexity")
      }
      let epochs = Dictionary(grouping: rows, by: \.step).sorted { $0.key < $1.key }.compactMap { _, rows in
        rows.first.flatMap { first in
          first.epoch.map { epoch in
            PageTraining.Epoch(
              epoch: epoch, seconds: first.seconds, train: rows.first { $0.metric == "train_perplexity" }?.value,
              valid: rows.first { $0.metric == "valid_perplexity" }?.value)
          }
        }
      }
      return epochs.count < 2 ? nil : PageTraining(model: model.name, epochs: Self.thinned(epochs, to: Self.mostEpochs))
    }
  }

  /// The first and the last among them.
  static func thinned<Element>(_ all: [Element], to most: Int) -> [Element] {
    guard all.count > most, most > 1 else { return all }
    return (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
  }

  func breakdowns() throws -> [PageBreakdown] {
    let charted = charted
    let records = try ledger.breakdown(of: record, split: split).filter { one in
      charted.contains { $0.id == one.modelID }
    }
    let known = ["frequency", "position", "history", "kind"]
    let dimensions = Set(records.map(\.dimension))
    return (known.filter(dimensions.contains) + dimensions.subtracting(known).sorted().prefix(4)).map { dimension in
      let own = records.filter { $0.dimension == dimension }
      let models = charted.filter { model in own.contains { $0.modelID == model.id } }
      let places = Dictionary(grouping: own, by: \.place).sorted { $0.key < $1.key }.prefix(24)
      return PageBreakdown(
        dimension: dimension, models: models.map(\.name),
        groups: places.compactMap { _, group in
          group.first.map { first in
            PageBreakdown.Group(
              label: first.label, positions: first.positions,
              perplexities: models.map { model in group.first { $0.modelID == model.id }?.perplexity })
          }
        })
    }
  }

  func horizons() throws -> [PageHorizon] {
    let records = try ledger.horizon(of: record, split: split)
    return charted.compactMap { model in
      let points = records.filter { $0.modelID == model.id && $0.k > 0 && $0.origins > 0 }.prefix(64)
      return points.isEmpty
        ? nil
        : PageHorizon(
          model: model.name,
          points: points.map { point in
            PageHorizon.Point(
              k: point.k, accuracy: Double(point.hits) / Double(point.origins),
              oneStepAccuracy: Double(point.oneStepHits) / Double(point.origins), perplexity: point.perplexity,
              oneStepPerplexity: point.oneStepPerplexity)
          })
    }
  }

  func dataCurves() throws -> [PageDataCurve] {
    let records = try ledger.dataPoints(of: record, split: split)
    return measured.filter { model in records.contains { $0.modelID == model.id } }.prefix(ChartedModels.most)
      .compactMap {
        model in
        let points = records.filter { $0.modelID == model.id }.prefix(64)
        return points.isEmpty
          ? nil
          : PageDataCurve(
            model: model.name,
            points: points.map { .init(percent: $0.percent, positions: $0.positions, perplexity: $0.perplexity) })
      }
  }

  func gradients() throws -> [PageGradients] {
    try measured.filter { $0.kind == "rnn" }.prefix(ChartedModels.most).compactMap { model in
      guard let run = model.runID else { return nil }
      let plot = GradientPlot(try ledger.diagnostics(ofRun: run), model: model.name)
      return plot.isEmpty ? nil : PageGradients(plot: plot.plot, words: plot.words)
    }
  }
}
