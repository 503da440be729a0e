/// A grid of dots in the characters of a terminal: each braille pattern (U+2800…) holds two by four.
struct BrailleCanvas {
  /// In characters.
  let width: Int
  let height: Int
  private var dots: [UInt8]
  /// Which pen set a character's last dot.
  private var pens: [Int]
  private var marks: [Character?]

  init(width: Int, height: Int) {
    precondition(width >= 1 && height >= 1, "a canvas of at least one character")
    self.width = width
    self.height = height
    dots = Array(repeating: 0, count: width * height)
    pens = Array(repeating: 0, count: width * height)
    marks = Array(repeating: nil, count: width * height)
  }

  var dotColumns: Int { 2 * width }
  var dotRows: Int { 4 * height }

  /// Sets a dot; row 0 is the highest. What lies outside is left out.
  mutating func set(column: Int, row: Int, pen: Int) {
    guard (0..<dotColumns).contains(column), (0..<dotRows).contains(row) else { return }
    let cell = row / 4 * width + column / 2
    // The numbering of braille: 1 2 3 7 down the left, 4 5 6 8 down the right.
    let bits: [UInt8] = column % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
    dots[cell] |= bits[row % 4]
    pens[cell] = pen
  }

  /// Puts a character where a dot would be.
  mutating func mark(_ character: Character, column: Int, row: Int, pen: Int) {
    guard (0..<dotColumns).contains(column), (0..<dotRows).contains(row) else { return }
    let cell = row / 4 * width + column / 2
    marks[cell] = character
    pens[cell] = pen
  }

  /// One line of characters; `paint` puts a pen's colour on what it drew side by side.
  func line(_ row: Int, paint: (_ text: String, _ pen: Int) -> String) -> String {
    var (line, run, pen) = ("", "", 0)
    for cell in row * width..<(row + 1) * width {
      let character = marks[cell] ?? Unicode.Scalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? " "
      let isDrawn = marks[cell] != nil || dots[cell] != 0
      if !run.isEmpty && (!isDrawn || pens[cell] != pen) {
        line += paint(run, pen)
        run = ""
      }
      if isDrawn { run.append(character) } else { line += " " }
      pen = pens[cell]
    }
    return run.isEmpty ? line : line + paint(run, pen)
  }
}
