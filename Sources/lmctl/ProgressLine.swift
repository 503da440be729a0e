import Experiment
import Foundation
import Recurrent
import Report

/// One line on standard error that is written over and over, where that is a terminal; notes and warnings anywhere.
///
/// Names in all of them may come from anybody's database: nothing that a terminal obeys gets through.
final class ProgressLine {
  private let isQuiet: Bool
  private let draws: Bool
  private let clock = ContinuousClock()
  private var shown: ContinuousClock.Instant?
  private var stageBegun: ContinuousClock.Instant
  private var stage = ""
  private var isLineOpen = false

  init(isQuiet: Bool, draws: Bool = true) {
    self.isQuiet = isQuiet
    self.draws = draws && !isQuiet && isatty(STDERR_FILENO) == 1
    stageBegun = clock.now
  }

  deinit { closeLine() }

  func show(_ event: ProgressEvent) {
    switch event {
    case .stage(let name):
      stage = name
      stageBegun = clock.now
      draw("\(name) …", always: true)
    case .amount(let done, let total, let unit): draw(amount(done, total, unit), always: false)
    case .training(let now, _, let norm):
      // Of one update loss and perplexity would jump about: it is the epoch's mean so far.
      draw(
        """
        epoch \(now.epoch)/\(now.epochs)  step \(Figures.grouped(now.step))  \
        \(Figures.grouped(now.positionsPerSecond)) tokens/s  loss \(Figures.fixed(now.meanLoss, 3))  \
        perplexity \(Figures.perplexity(exp(now.meanLoss)))  gradient \(Figures.fixed(norm, 3))  \
        \(Figures.duration(now.secondsLeft)) left
        """, always: false)
    case .note(let text): if !isQuiet { line(text) }
    case .warning(let text): line("warning: \(text)")
    }
  }

  private var elapsed: Double {
    let components = (clock.now - stageBegun).components
    return Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }

  private func amount(_ done: Int, _ total: Int?, _ unit: String) -> String {
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    let (size, speed) =
      unit == "bytes"
      ? (Figures.bytes(done), "\(Figures.bytes(Int(min(rate, 1e18))))/s")
      : ("\(Figures.grouped(done)) \(unit)", "\(Figures.grouped(rate)) \(unit)/s")
    let left = total.map { rate > 0 ? Figures.duration(Double(max(0, $0 - done)) / rate) + " left" : "" } ?? ""
    return "\(stage)  \(size)  \(speed)  \(left)"
  }

  /// At most ten times a second.
  private func draw(_ text: String, always: Bool) {
    guard draws else { return }
    let now = clock.now
    if !always, let shown, now - shown < .milliseconds(100) { return }
    shown = now
    isLineOpen = true
    Console.write("\r\u{1B}[K\(Figures.safe(text))", to: .standardError)
  }

  private func line(_ text: String) {
    closeLine()
    Console.write("\(Figures.safe(text))\n", to: .standardError)
  }

  private func closeLine() {
    if isLineOpen { Console.write("\r\u{1B}[K", to: .standardError) }
    isLineOpen = false
  }
}
