import Experiment
import Ledger
import Report

/// Models of one text in several tokenizations: bits per character and per byte, and nothing else.
enum AcrossTable {
  static func lines(_ across: AcrossTokenizations) -> [String] {
    var lines = [
      Figures.safe(
        "One text as \(across.corpora.joined(separator: ", ")), split \(across.split): bits can be compared, perplexities not"
      )
    ]
    if !across.rows.isEmpty {
      var table = Table([
        .init("corpus", .text), .init("model", .text), .init("bits_per_character", title: "bits/char", .real(4)),
        .init("bits_per_byte", title: "bits/byte", .real(4)),
      ])
      for row in across.rows {
        table.append([.text(row.corpus), .text(row.model), Cell(row.bitsPerCharacter), Cell(row.bitsPerByte)])
      }
      lines += table.written(.table).split(separator: "\n").map(String.init)
    }
    for (corpus, reason) in across.leftOut.sorted(by: { $0.key < $1.key }) {
      lines.append(Figures.safe("\(corpus) cannot stand here: \(reason)."))
    }
    return lines
  }
}
