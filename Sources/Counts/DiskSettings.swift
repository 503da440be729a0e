/// How n-grams are counted and estimated that do not fit into memory: where, and how much at a time.
///
/// Results are the same for any of these numbers.
public struct DiskSettings: Sendable {
  /// Where temporary files lie.
  public var folder: String
  public var threads: Int
  /// Positions of the stream that are counted in memory at a time.
  public var positions: Int
  /// Bytes of the n-grams that are looked up in at a time; those that begin with the same token stay together.
  public var sliceBytes: Int
  /// Bytes of buffers, while runs are merged.
  public var mergeBytes: Int
  /// Numbers that are read and written at a time.
  public var batch: Int

  /// The least number of positions that is worth a run.
  public static let leastPositions = 1 << 16

  public init(folder: String, threads: Int, positions: Int, sliceBytes: Int, mergeBytes: Int, batch: Int) {
    precondition(positions > 0 && batch > 0, "something at a time")
    self.folder = folder
    self.threads = max(1, threads)
    self.positions = positions
    self.sliceBytes = sliceBytes
    self.mergeBytes = mergeBytes
    self.batch = batch
  }

  /// What takes at most `memory` bytes, or nil where that is less than ``leastMemory(order:vocabularySize:threads:)``.
  public init?(memory: Int, order: Int, vocabularySize: Int, threads: Int, folder: String) {
    guard memory >= Self.leastMemory(order: order, vocabularySize: vocabularySize, threads: threads) else { return nil }
    let perPosition = Self.bytesPerPosition(order)
    let left = memory - Self.fixedBytes(order, vocabularySize, threads)
    self.init(
      folder: folder, threads: threads, positions: min(left / perPosition, 1 << 30), sliceBytes: left / 2,
      mergeBytes: left / 2, batch: max(1 << 14, min(1 << 20, left / 512)))
  }

  /// Bytes below which there is no point in beginning.
  public static func leastMemory(order: Int, vocabularySize: Int, threads: Int) -> Int {
    fixedBytes(order, vocabularySize, threads) + leastPositions * bytesPerPosition(order)
  }

  /// An id of the stream, its place while it is sorted, and the n-grams that begin there, twice: as they are found, and
  /// as they are written.
  private static func bytesPerPosition(_ order: Int) -> Int { 4 + 12 + 24 * (order - 1) }

  /// What stands for every type, however much is read at a time.
  private static func fixedBytes(_ order: Int, _ vocabularySize: Int, _ threads: Int) -> Int {
    (40 * max(1, threads) + 4 * (order + 6)) * vocabularySize
  }
}
