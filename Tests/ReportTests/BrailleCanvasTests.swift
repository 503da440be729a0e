import Testing

@testable import Report

@Suite struct BrailleCanvasTests {
  private func line(_ canvas: BrailleCanvas, _ row: Int) -> String { canvas.line(row) { text, _ in text } }

  /// Two columns and four rows of dots a character, in the numbering of Unicode's braille patterns.
  @Test func eachDotHasItsPlace() {
    let patterns: [[Unicode.Scalar]] = [
      ["\u{2801}", "\u{2808}"], ["\u{2802}", "\u{2810}"], ["\u{2804}", "\u{2820}"], ["\u{2840}", "\u{2880}"],
    ]
    for row in 0..<4 {
      for column in 0..<2 {
        var canvas = BrailleCanvas(width: 2, height: 2)
        canvas.set(column: 2 + column, row: 4 + row, pen: 0)
        #expect(line(canvas, 0) == "  ")
        #expect(line(canvas, 1) == " " + String(Character(patterns[row][column])))
      }
    }
  }

  @Test func whatLiesOutsideIsLeftOut() {
    var canvas = BrailleCanvas(width: 1, height: 1)
    for (column, row) in [(-1, 0), (0, -1), (2, 0), (0, 4)] {
      canvas.set(column: column, row: row, pen: 0)
      canvas.mark("x", column: column, row: row, pen: 0)
    }
    #expect(line(canvas, 0) == " ")
  }

  @Test func marksStandOverDotsAndPensPaint() {
    var canvas = BrailleCanvas(width: 3, height: 1)
    canvas.set(column: 0, row: 0, pen: 4)
    canvas.set(column: 2, row: 0, pen: 4)
    canvas.mark("7", column: 2, row: 1, pen: 9)
    #expect(canvas.line(0) { "<\($1)\($0)>" } == "<4⠁><97> ")
    canvas.set(column: 4, row: 3, pen: 9)
    #expect(canvas.line(0) { "<\($1)\($0)>" } == "<4⠁><97⡀>")
  }
}
