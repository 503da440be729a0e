internal import Evaluation
internal import Foundation

/// Lays out what a model said of each position, or of each segment: a line each.
///
/// Tab-separated after a line of names, or JSON. Of positions:
///
///     segment  token  id  oov  order  log10_p
///     0        the    2   0    2      -1.2045
///     0        <eos>  1   0    3      -0.3
///     0                   0           -1.5045
///
/// The last line of a segment, with no token, has its OOV count and Σ log₁₀ p. `order` is that of the n-gram which was
/// found, and is left out where a model is not in back-off form. Of segments: `segment  log10_p  tokens  oov`.
struct ScoreLines {
  /// What has been laid out and not taken.
  private(set) var output: [UInt8] = []

  private let detail: ScoreInput.Detail
  private let asJSON: Bool
  private let hasEOS: Bool
  private let writer: TokenWriter
  private let perNatural = 1 / Foundation.log(10.0)
  private var segment = 0
  /// Of the segment that is open.
  private var totals: ScoreTotals

  init(_ detail: ScoreInput.Detail, _ form: TokenWriter.Form, escapesSpaces: Bool, hasEOS: Bool) {
    self.detail = detail
    asJSON = form == .json
    self.hasEOS = hasEOS
    writer = TokenWriter(form, escapesSpaces: escapesSpaces)
    totals = ScoreTotals(hasEOS: hasEOS)
    guard !asJSON else { return }
    switch detail {
    case .tokens: write("segment\ttoken\tid\toov\torder\tlog10_p\n")
    case .segments: write("segment\tlog10_p\ttokens\toov\n")
    case .summary: break
    }
  }

  /// - Parameter order: of the n-gram that was found; nil where there is none.
  mutating func add(_ id: UInt32, _ token: ArraySlice<UInt8>, order: Int?, _ logProbability: Double) {
    if detail == .summary { return }
    totals.add(id, logProbability)
    let isEnd = hasEOS && id == SpecialID.endOfSegment
    if detail == .tokens { addToken(id, isEnd ? Self.end[...] : token, order, logProbability * perNatural) }
    if isEnd { endSegment() }
  }

  /// What is open is one sequence: there are no segments, or the last one has no end.
  mutating func finish() {
    if totals.positions > 0 { endSegment() }
  }

  /// The output was taken.
  mutating func clear() { output.removeAll(keepingCapacity: true) }

  private static let end = Array("<eos>".utf8)

  private mutating func addToken(_ id: UInt32, _ token: ArraySlice<UInt8>, _ order: Int?, _ log10: Double) {
    let isUnknown = id == SpecialID.unknown
    if asJSON {
      write("{\"segment\":")
      write(segment)
      write(",\"token\":\"")
      writer.append(token, to: &output)
      write("\",\"id\":")
      write(Int(id))
      write(isUnknown ? ",\"oov\":true" : ",\"oov\":false")
      if let order {
        write(",\"order\":")
        write(order)
      }
      write(",\"log10_p\":")
      write(number(log10))
      write("}\n")
    } else {
      write(segment)
      output.append(Self.tab)
      writer.append(token, to: &output)
      output.append(Self.tab)
      write(Int(id))
      write(isUnknown ? "\t1\t" : "\t0\t")
      if let order { write(order) }
      output.append(Self.tab)
      write(number(log10))
      output.append(Self.lineFeed)
    }
  }

  private static let (tab, lineFeed) = (UInt8(ascii: "\t"), UInt8(ascii: "\n"))

  private mutating func endSegment() {
    let log10 = number(totals.log10)
    if asJSON {
      write("{\"segment\":\(segment),\"log10_p\":\(log10),\"tokens\":\(totals.tokens),\"oov\":\(totals.oov)}\n")
    } else if detail == .tokens {
      write("\(segment)\t\t\t\(totals.oov)\t\t\(log10)\n")
    } else {
      write("\(segment)\t\(log10)\t\(totals.tokens)\t\(totals.oov)\n")
    }
    segment += 1
    totals = ScoreTotals(hasEOS: hasEOS)
  }

  /// As few digits as tell the single-precision number, as KenLM's query does; JSON has no infinity.
  private func number(_ log10: Double) -> String {
    if asJSON && !log10.isFinite { return "null" }
    // Not −0.
    return "\(Float(log10) + 0)"
  }

  private mutating func write(_ text: String) { output += text.utf8 }

  /// The digits of a number of at least 0: texts have millions of them, and each string costs an allocation.
  private mutating func write(_ number: Int) {
    if number >= 10 { write(number / 10) }
    output.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
