extension HostileFile {
  /// Log-probabilities and ids, as text and as NumPy writes them.
  static let numbers: [HostileFile] = [
    scores("a positive number", "-1\n-1\n0.5\n-1\n-1\n-1\n", ["p.txt:3:", "0.5"]),
    scores("NaN", "-1\n-1\nnan\n-1\n-1\n-1\n", ["p.txt:3:"]),
    scores("infinity", "-1\n-1\n-1\n-1\n-1\ninf\n", ["p.txt:6:"]),
    scores("too few", "-1\n-1\n", ["p.txt", "2 numbers", "6 positions"]),
    scores("too many", String(repeating: "-1\n", count: 1_000_000), ["p.txt", "1000000 numbers", "6 positions"]),
    scores("a word", "-1\n-1\n\u{1B}[2J\n-1\n-1\n-1\n", ["p.txt:3:", "\\u{1B}[2J"]),
    scores("a line of 10 MB", "-1\n" + String(repeating: "9", count: 10_000_000), ["p.txt:2:"]),
    scores("an empty line", "-1\n\n-1\n-1\n-1\n-1\n", ["p.txt:2:"]),
    array(
      "a header of 2^32 - 1 bytes", [0x93] + Array("NUMPY".utf8) + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF], ["byte 8", "length"]),
    array("version 9", [0x93] + Array("NUMPY".utf8) + [9, 0, 0, 0, 0, 0], ["byte 0"]),
    array(
      "a shape beyond 2^63", header: "'<f8', 'fortran_order': False, 'shape': (99999999999999999999,), ",
      ["byte 10", "shape"]),
    array(
      "a shape whose bytes overflow", header: "'<f8', 'fortran_order': False, 'shape': (9223372036854775807,), ",
      ["9223372036854775807 numbers"]),
    array("a negative shape", header: "'<f8', 'fortran_order': False, 'shape': (-6,), ", ["byte 10", "shape"]),
    array("two axes", header: "'<f8', 'fortran_order': False, 'shape': (2, 3), ", ["byte 10", "shape"]),
    array(
      "two axes in Fortran's order", header: "'<f8', 'fortran_order': True, 'shape': (2, 3), ", ["byte 10", "shape"]),
    array(
      "Python objects, which are pickled", header: "'|O', 'fortran_order': False, 'shape': (6,), ",
      ["byte 10", "'<f8' or '<f4'"]),
    array(
      "the other byte order", header: "'>f8', 'fortran_order': False, 'shape': (6,), ", ["byte 10", "'<f8' or '<f4'"]),
    array("code for a header", header: "__import__('os').system('touch owned'), 'shape': (6,), ", ["byte 10"]),
    array("numbers that are cut off", header: "'<f8', 'fortran_order': False, 'shape': (6,), ", data: 47, ["47 bytes"]),
    ids("a shape of 2^62", header: "'<u4', 'fortran_order': False, 'shape': (4611686018427387904,), ", ["i.npy"]),
    ids(
      "a shape of 2^32 - 1", header: "'<u4', 'fortran_order': False, 'shape': (4294967295,), ", ["i.npy", "4294967295"]),
    ids("signed numbers", header: "'<i4', 'fortran_order': False, 'shape': (12,), ", ["i.npy", "unsigned 32-bit"]),
    ids("ids of 2^31", header: "'<u4', 'fortran_order': False, 'shape': (12,), ", data: 0xFF, ["i.npy", "2^31"]),
    HostileFile(
      "ids: one that is none of the vocabulary", "i.npy",
      npy("'<u4', 'fortran_order': False, 'shape': (12,), ", Array(repeating: 1, count: 48)),
      ["count", "--ids", "i.npy", "--order", "1", "--vocabulary-from", "c"], ["i.npy", "16843009", "4 types"]),
    ids("nothing", bytes: [], ["i.npy", "NumPy"]),
  ]

  private static func scores(_ description: String, _ text: String, _ words: [String]) -> HostileFile {
    HostileFile(
      "log-probabilities: " + description, "p.txt", Array(text.utf8), ["compare", "--import", "m=p.txt"], words)
  }

  static func npy(_ rest: String, _ data: [UInt8]) -> [UInt8] {
    var text = "{'descr': \(rest)}"
    text += String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(text.utf8) + data
  }

  private static func array(_ description: String, _ bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile("NumPy: " + description, "p.npy", bytes, ["compare", "--import", "m=p.npy"], ["p.npy"] + words)
  }

  private static func array(
    _ description: String, header: String, data: Int = 48, _ words: [String]
  ) -> HostileFile {
    array(description, npy(header, Array(repeating: 0, count: data)), words)
  }

  private static func ids(_ description: String, bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile("ids: " + description, "i.npy", bytes, ["count", "--ids", "i.npy", "--order", "1"], words)
  }

  private static func ids(
    _ description: String, header: String, data: UInt8 = 1, _ words: [String]
  ) -> HostileFile {
    ids(description, bytes: npy(header, Array(repeating: data, count: 48)), words)
  }
}
