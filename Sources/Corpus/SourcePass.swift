internal import Platform
internal import Text

/// One source on its way through several threads: each takes the next chunk, tokenizes and numbers it, and what comes out
/// is put together in the order of the text.
///
/// Of several errors the first one in the text counts, whichever thread met it first.
final class SourcePass {
  struct Numbered {
    let numbers: [UInt32]
    let table: Int
    let extents: ChunkExtents
    let extent: SourceExtent
    let fileBytes: Int
    /// Bytes that the table takes now.
    let tableMemory: Int
  }

  private let source: Source
  private let reader: ChunkReader
  private let append: (Numbered) throws -> Void

  /// What follows is read and written by whoever holds it.
  private let lock = Lock()
  private var waiting: [Int: Numbered] = [:]
  private var next = 0
  private var failure: (chunk: Int, error: any Error)?

  /// - Parameter append: gets the chunks in order, never two at a time.
  init(_ source: Source, _ tokenizer: Tokenizer, append: @escaping (Numbered) throws -> Void) throws(TextError) {
    self.source = source
    reader = try tokenizer.reader(of: source)
    self.append = append
  }

  /// What a thread does until the source ends, or something fails.
  func work(_ tokenizer: inout ChunkTokenizer, _ table: TypeTable, _ number: Int, _ scratch: inout [UInt32]) {
    while lock.withLock({ failure == nil }) {
      var chunk: TextChunk?
      do { chunk = try reader.next() } catch {
        // Reading failed after all the chunks that were given.
        lock.withLock { fail(.max, error) }
        return
      }
      guard let chunk else { return }
      do {
        scratch.removeAll(keepingCapacity: true)
        let extents = try tokenizer.tokenize(chunk, of: source) { try table.intern($0, into: &scratch) }
        // Exactly as large as needed: these stay.
        var numbers: [UInt32] = []
        numbers.reserveCapacity(scratch.count)
        numbers.append(contentsOf: scratch)
        let numbered = Numbered(
          numbers: numbers, table: number, extents: extents, extent: chunk.extent, fileBytes: chunk.fileBytes,
          tableMemory: table.memory)
        lock.withLock { collect(numbered, chunk.number) }
      } catch {
        lock.withLock { fail(chunk.number, error) }
        return
      }
    }
  }

  /// After all threads have come back.
  func finish() throws -> SourceSummary {
    if let failure { throw failure.error }
    return try reader.finish()
  }

  private func collect(_ numbered: Numbered, _ chunk: Int) {
    waiting[chunk] = numbered
    while let ready = waiting.removeValue(forKey: next) {
      if failure == nil || next < failure?.chunk ?? 0 {
        do { try append(ready) } catch { fail(next, error) }
      }
      next += 1
    }
  }

  private func fail(_ chunk: Int, _ error: any Error) {
    if chunk <= failure?.chunk ?? .max { failure = (chunk, error) }
  }
}
