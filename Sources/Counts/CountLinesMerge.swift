/// Adds up files of sorted counts (``CountLinesReader``) into one, reading them side by side.
///
/// Memory: some hundred KiB a file, however long they are.
public struct CountLinesMerge {
  private var readers: [CountLinesReader] = []
  /// Those that have a line, by their places, as a heap: the one with the first n-gram on top.
  private var heap: [Int] = []
  private var output: [UInt8] = []

  private static let outputSize = 1 << 18

  /// - Parameters:
  ///   - paths: of files, plain or gzip; "-" is standard input.
  ///   - maxExpanded: the most bytes that a gzip file may become; nil stands for 100 × its size + 1 GiB.
  /// - Throws: where one cannot be opened.
  public init(_ paths: [String], maxExpanded: Int? = nil) throws(CountLinesError) {
    try self.init(paths, maxExpanded: maxExpanded, block: 1 << 18)
  }

  package init(_ paths: [String], maxExpanded: Int? = nil, block: Int) throws(CountLinesError) {
    guard paths.count(where: { $0 == "-" }) <= 1 else { throw .standardInputTwice }
    for path in paths { readers.append(try CountLinesReader(path, maxExpanded: maxExpanded, block: block)) }
  }

  /// Hands out the sum of all files, some hundred KiB at a time.
  /// - Throws: a ``CountLinesError`` where a line is malformed, does not come after the one before it, or a sum is 2⁶⁴ or
  ///   more; and what `write` throws.
  public mutating func callAsFunction(_ write: ([UInt8]) throws -> Void) throws {
    for place in readers.indices where try readers[place].next() { heap.append(place) }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
    while let first = heap.first {
      let start = output.count
      output += readers[first].bytes[readers[first].gram]
      let gram = start..<output.count
      var sum = readers[first].count
      try advance()
      while let next = heap.first, CountLineOrder.compare(readers[next].bytes, readers[next].gram, output, gram) == 0 {
        let (total, isOver) = sum.addingReportingOverflow(readers[next].count)
        if isOver {
          throw CountLinesError.overflow(
            path: readers[next].path, line: readers[next].line, gram: readers[next].shown)
        }
        sum = total
        try advance()
      }
      output.append(0x09)
      CountLinesWriter.append(sum, to: &output)
      output.append(0x0A)
      if output.count >= Self.outputSize {
        try write(output)
        output.removeAll(keepingCapacity: true)
      }
    }
    if !output.isEmpty { try write(output) }
    output = []
  }

  /// The next line of the file on top.
  private mutating func advance() throws(CountLinesError) {
    if try !readers[heap[0]].next() {
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
    }
    sink(0)
  }

  private mutating func sink(_ place: Int) {
    var place = place
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if precedes(heap[child], heap[first]) { first = child }
      }
      if first == place { return }
      heap.swapAt(place, first)
      place = first
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    CountLineOrder.compare(readers[left].bytes, readers[left].gram, readers[right].bytes, readers[right].gram) < 0
  }
}
