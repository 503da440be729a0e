internal import Foundation
internal import Platform

/// A training as bytes: all that going on takes, so that the weights become those of a training that was never stopped.
///
/// Eight bytes "lmctlck1", eight of the header's length (little-endian), a JSON header, then the blocks that it lists, one
/// after another: float32 numbers as they lie in memory (little-endian), and the carried state. Whoever stores the bytes
/// guards them against damage; here everything is refused that does not fit together, so that no bytes end in a trap.
/// Memory: the bytes themselves; they are shared, not copied, by ``encode()``.
public struct Checkpoint: Sendable, Equatable {
  let header: Header
  /// Where each block lies in `bytes`, by its name.
  private let blocks: [String: Range<Int>]
  private let bytes: [UInt8]

  struct Header: Codable, Equatable {
    var shape: NetworkShape
    var settings: TrainingSettings
    var hasEOS: Bool
    /// Parts of a batch: other sums in the last digits otherwise.
    var threads: Int
    /// SHA-256 of the streams that were trained and validated on, in hexadecimal digits.
    var streams: String
    var matrixLibrary: String
    var instructionSet: String
    var training: TrainerState
    var optimizer: OptimizerState
    var blocks: [Block] = []
  }

  struct Block: Codable, Equatable {
    var name: String
    var bytes: Int
  }

  private static let magic = Array("lmctlck1".utf8)
  static let (parametersName, bestName, carriedName) = ("parameters", "best", "carried")

  public var shape: NetworkShape { header.shape }
  public var settings: TrainingSettings { header.settings }
  /// Updates so far, over all epochs.
  public var step: Int { header.training.step }
  /// Epochs that are over, validation included.
  public var epochsDone: Int { header.training.epochsDone }
  /// Positions trained on so far, over all epochs.
  public var positions: Int { header.training.positions }
  /// Of training, since it began.
  public var seconds: Double { header.training.seconds }
  /// Of `valid`, after the best epoch so far; nil without `valid` or before the first epoch's end.
  public var bestPerplexity: Double? { header.training.stopping.best }
  /// The matrix library and the instruction set that the weights were computed with: others give other last digits.
  public var arithmetic: (matrixLibrary: String, instructionSet: String) {
    (header.matrixLibrary, header.instructionSet)
  }

  /// Whether nothing is left to train, with the recorded settings or with others that ``refusals(for:_:hasEOS:threads:)``
  /// lets pass.
  public func isComplete(for settings: TrainingSettings? = nil) -> Bool {
    header.training.isComplete(settings ?? header.settings)
  }

  /// - Parameters:
  ///   - header: its list of blocks is made here.
  ///   - weights: the named weights and moments, in the order of ``blockNames``.
  ///   - carried: what the network carries from window to window.
  /// - Throws: an `EncodingError` for numbers that JSON does not have; no training that goes on has them.
  init(_ header: Header, weights: [(name: String, values: View<Float>)], carried: [UInt8]) throws {
    var header = header
    header.blocks = weights.map { Block(name: $0.name, bytes: $0.values.byteCount) }
    header.blocks.append(Block(name: Self.carriedName, bytes: carried.count))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try encoder.encode(header)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 + json.count + header.blocks.reduce(0) { $0 + $1.bytes })
    bytes += Self.magic + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(json.count) >> (8 * UInt64($0))) }
    bytes += json
    for (_, values) in weights { values.append(to: &bytes) }
    bytes += carried
    self.header = header
    blocks = Self.places(header.blocks, from: 16 + json.count)
    self.bytes = bytes
  }

  public func encode() -> [UInt8] { bytes }

  /// - Throws: ``RecurrentError/damagedCheckpoint(_:)`` for bytes that are no checkpoint of this version.
  public init(decoding bytes: [UInt8]) throws(RecurrentError) {
    guard bytes.count >= 16, bytes.starts(with: Self.magic) else {
      throw .damagedCheckpoint("it does not begin with \"lmctlck1\"")
    }
    let length = bytes[8..<16].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 16) else {
      throw .damagedCheckpoint("a header of \(length) bytes does not fit into \(bytes.count)")
    }
    let end = 16 + Int(length)
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(bytes[16..<end]))
    } catch {
      throw .damagedCheckpoint("its header cannot be read")
    }
    try header.check(room: bytes.count - end)
    blocks = Self.places(header.blocks, from: end)
    self.bytes = bytes
  }

  /// The bytes of a block; empty where there is none of that name.
  func block(_ name: String) -> ArraySlice<UInt8> { bytes[blocks[name] ?? 0..<0] }

  private static func places(_ blocks: [Block], from start: Int) -> [String: Range<Int>] {
    var (places, start): ([String: Range<Int>], Int) = ([:], start)
    for block in blocks {
      places[block.name] = start..<start + block.bytes
      start += block.bytes
    }
    return places
  }
}

extension Checkpoint.Header {
  /// The blocks that a checkpoint with this header has, in their order; the carried state comes last.
  var blockNames: [String] {
    let best = training.bestStep == nil || training.bestIsNow ? [] : [Checkpoint.bestName]
    return [Checkpoint.parametersName] + best + settings.optimizer.momentNames + [Checkpoint.carriedName]
  }

  /// - Parameter room: bytes that follow the header.
  func check(room: Int) throws(RecurrentError) {
    do {
      try shape.check()
      try settings.check()
    } catch {
      throw .damagedCheckpoint("no training has its settings")
    }
    guard let weights = shape.parameters, training.isPlausible(settings), threads >= 1,
      optimizer.isPlausible(settings.optimizer)
    else {
      throw .damagedCheckpoint("no training has its sizes and counts")
    }
    guard blocks.map(\.name) == blockNames else { throw .damagedCheckpoint("it lists other blocks") }
    var rest = room
    for block in blocks {
      guard block.bytes >= 0, block.bytes <= rest, block.name == Checkpoint.carriedName || block.bytes == 4 * weights
      else { throw .damagedCheckpoint("\(block.bytes) bytes do not hold its block \"\(block.name)\"") }
      rest -= block.bytes
    }
    guard rest == 0 else { throw .damagedCheckpoint("it ends in \(rest) bytes too many") }
  }
}
