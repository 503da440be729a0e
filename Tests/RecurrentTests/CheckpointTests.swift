import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct CheckpointTests {
  /// One within an epoch, with a best epoch behind it, and one at an epoch's end.
  static let samples: [[UInt8]] = {
    var found: [Checkpoint] = []
    let settings = TrainerCheckpointTests.settings {
      $0.optimizer = OptimizerSettings(.adam, learningRate: 0.02)
      $0.schedule = .plateau(factor: 4)
    }
    do {
      let trainer = try Trainer(TrainerCheckpointTests.shape, settings, hasEOS: true, threads: 2)
      _ = try trainer.train(
        on: TrainerTests.stream, validating: TrainerTests.stream, resuming: nil, checkpointEvery: 0
      ) { if case .checkpoint(let checkpoint, _) = $0 { found.append(checkpoint) } }
    } catch {
      Issue.record("\(error)")
    }
    return [found[5], found[7]].map { $0.encode() }
  }()

  @Test func whatIsDecodedIsWhatWasEncoded() throws {
    for bytes in Self.samples {
      let checkpoint = try Checkpoint(decoding: bytes)
      #expect(checkpoint.encode() == bytes)
      #expect(try Checkpoint(decoding: checkpoint.encode()) == checkpoint)
      #expect(checkpoint.shape == TrainerCheckpointTests.shape)
      #expect(checkpoint.settings.optimizer.kind == .adam)
      #expect(checkpoint.arithmetic.matrixLibrary == Arithmetic.matrixLibrary)
      #expect(checkpoint.arithmetic.instructionSet == Arithmetic.instructionSet)
    }
  }

  /// Weights once, where the best ones are those that training goes on with.
  @Test func theBestWeightsAreStoredOnce() throws {
    let weights = 4 * (try #require(TrainerCheckpointTests.shape.parameters))
    let within = try Checkpoint(decoding: Self.samples[0])
    #expect(within.step == 6 && within.epochsDone == 1 && !within.isComplete())
    for name in ["parameters", "best", "exp_avg", "exp_avg_sq"] { #expect(within.block(name).count == weights) }
    #expect(within.block("best") != within.block("parameters"))
    let end = try Checkpoint(decoding: Self.samples[1])
    #expect(end.step == 8 && end.epochsDone == 2)
    #expect(end.block("parameters").count == weights && end.block("best").isEmpty)
    #expect(end.block("nothing").isEmpty)
  }

  /// Numbers keep every bit on their way through the header.
  @Test func numbersKeepTheirBits() throws {
    var header = try Checkpoint(decoding: Self.samples[1]).header
    let weights = try View<Float>(count: try #require(header.shape.parameters))
    var random = RandomSource(seed: 1)
    for _ in 0..<200 {
      header.training.random = RandomSource(seed: random.next())
      header.settings.seed = random.next()
      let number = Double(bitPattern: random.next() & ~(0x401 << 52))
      header.training.loss = number
      header.settings.optimizer.learningRate = header.settings.optimizer.learningRate.nextUp
      let checkpoint = try Checkpoint(
        header, weights: ["parameters", "exp_avg", "exp_avg_sq"].map { ($0, weights) }, carried: [])
      let read = try Checkpoint(decoding: checkpoint.encode())
      #expect(read == checkpoint)
      #expect(read.header.training.loss.bitPattern == number.bitPattern)
      #expect(read.header.training.random == header.training.random && read.settings.seed == header.settings.seed)
    }
  }

  private func isRefused(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try Checkpoint(decoding: bytes)
      return false
    } catch {
      guard case .damagedCheckpoint = error else { return false }
      return error.description.hasSuffix("train anew, without --resume") && error.exitCode == .data
    }
  }

  @Test func noBytesAndOtherBytes() {
    for bytes: [UInt8] in [[], [1], Array("lmctlck1".utf8), Array("lmctlck2".utf8) + Self.samples[0].dropFirst(8)] {
      #expect(isRefused(bytes))
    }
    #expect(isRefused(Self.samples[0] + [0]))
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = Self.samples[0]
    for length in Array(0..<3000) + [bytes.count - 1] { #expect(isRefused(Array(bytes[..<length]))) }
  }

  /// Every byte before the weights changed: what is still taken for a checkpoint trains on, or is refused by the trainer.
  @Test func noChangedByteTraps() throws {
    let bytes = Self.samples[0]
    let weights = 4 * (try #require(TrainerCheckpointTests.shape.parameters))
    let header = bytes.count - 4 * weights
    var random = RandomSource(seed: 2)
    var taken = 0
    for place in 0..<header {
      var changed = bytes
      changed[place] = place % 2 == 0 ? UInt8(ascii: "9") : UInt8(truncatingIfNeeded: random.next())
      guard let checkpoint = try? Checkpoint(decoding: changed) else { continue }
      taken += 1
      var updates = 0
      let trainer = try Trainer(checkpoint.shape, checkpoint.settings, hasEOS: checkpoint.header.hasEOS, threads: 2)
      // Whatever it says of itself, going on from it ends in a model, a stop or an error.
      _ = try? trainer.train(
        on: TrainerTests.stream, validating: TrainerTests.stream, resuming: checkpoint, shouldStop: { updates > 3 }
      ) { if case .step = $0 { updates += 1 } }
    }
    #expect(taken > 20, "numbers of the header may be others")
  }

  /// Header fields that no training has, each on its own.
  @Test func whatNoTrainingHasIsRefused() throws {
    let sound = try Checkpoint(decoding: Self.samples[1])
    let weights = try View<Float>(count: try #require(sound.shape.parameters))
    func isRefused(_ change: (inout Checkpoint.Header) -> Void) throws -> Bool {
      var header = sound.header
      change(&header)
      let parts = ["parameters", "exp_avg", "exp_avg_sq"].map { ($0, weights) }
      return self.isRefused(try Checkpoint(header, weights: parts, carried: [1, 2]).encode())
    }
    #expect(try !isRefused { _ in })
    #expect(try isRefused { $0.shape.hidden = 0 })
    #expect(try isRefused { $0.shape.hidden = .max })
    #expect(try isRefused { $0.shape.hidden += 1 })
    #expect(try isRefused { $0.shape.isTied = true })
    #expect(try isRefused { $0.settings.lanes = 0 })
    #expect(try isRefused { $0.settings.epochs = 1 })
    #expect(try isRefused { $0.settings.optimizer.kind = .sgd })
    #expect(try isRefused { $0.threads = 0 })
    // Adam has no average; one with moments of its own would be taken for it, one without would trap.
    #expect(try isRefused { $0.optimizer.averaged = 1 })
    #expect(try isRefused { $0.optimizer.isAveraging = true })
    #expect(try isRefused { $0.training.epochsDone = -1 })
    #expect(try isRefused { $0.training.step = .max })
    #expect(try isRefused { $0.training.positions = .max })
    #expect(try isRefused { $0.training.bestStep = nil })
    #expect(try isRefused { $0.training.bestStep = 7 })
    #expect(try isRefused { $0.training.seconds = 1e300 })
    #expect(try isRefused { $0.training.seconds = -1 })
    #expect(try isRefused { $0.training.batchesDone = 1 })
    #expect(try isRefused { $0.training.schedule = ScheduleState(.constant, learningRate: 0.02) })
    #expect(try isRefused { $0.training.schedule = ScheduleState(.plateau(factor: 4), learningRate: 1) })
    #expect(try isRefused { $0.training.stopping = EarlyStopping(patience: 3) })
  }
}
