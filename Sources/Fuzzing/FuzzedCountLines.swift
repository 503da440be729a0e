internal import Counts

/// Files of sorted counts: merged with themselves, in blocks of any size.
enum FuzzedCountLines: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    MemoryFile.shared.hold(bytes[...])
    let whole = merge(1, block: 1 << 12)
    let inPieces = bytes.count % 2 == 0 ? merge(1, block: 5 + bytes.count % 19) : whole
    guard case .success(let lines) = whole else {
      try BrokenPromise.unless(!inPieces.isSuccess, "what is refused whole is refused in pieces")
      return false
    }
    guard case .success(let same) = inPieces, same == lines else { throw BrokenPromise("pieces give the same lines") }
    // Merged with nothing a file is itself, but for gzip and for zeros before a number.
    MemoryFile.shared.hold(lines[...])
    guard case .success(let again) = merge(1, block: 1 << 12), again == lines else {
      throw BrokenPromise("what was written is read")
    }
    if case .success(let twice) = merge(2, block: 1 << 12) {
      try BrokenPromise.unless(
        twice.count(where: { $0 == 0x0A }) == lines.count(where: { $0 == 0x0A }), "as many lines")
    }
    return true
  }

  private static func merge(_ copies: Int, block: Int) -> Result<[UInt8], any Error> {
    Result {
      var lines: [UInt8] = []
      // Standard input can be read once at a time.
      let others = Array(repeating: MemoryFile.shared.path, count: copies - 1)
      var merge = try CountLinesMerge([MemoryFile.shared.sourcePath] + others, block: block)
      try merge { lines += $0 }
      return lines
    }
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    [
      ("lines", Array("<s> the\t3\na\t1\nthe\t17\nthe white\t12\nthe white whale\t11\nwhale\t20\n".utf8)),
      ("large", Array("a\t18446744073709551615\nb c\t007\né\t0\n".utf8)),
    ]
  }
}

extension Result {
  fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
