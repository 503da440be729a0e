import Foundation
import Testing

@testable import Recurrent

@Suite struct ArithmeticTests {
  @Test func namesWhatRuns() {
    #expect(Arithmetic.instructionSets.contains(Arithmetic.instructionSet))
    #expect(Arithmetic.matrixLibrary == "plain" || Arithmetic.matrixLibrary.hasPrefix("oneDNN "))
    Arithmetic.preferPlainProducts(true)
    #expect(Arithmetic.matrixLibrary == "plain")
    Arithmetic.preferPlainProducts(false)
  }

  /// The best first, and baseline everywhere.
  @Test func instructionSets() {
    let all = ["x86-64-v4", "x86-64-v3", "baseline"]
    #expect(Array(all.suffix(Arithmetic.instructionSets.count)) == Arithmetic.instructionSets)
  }

  @Test func prefersOnThisThread() {
    let program = Arithmetic.instructionSet
    for name in Arithmetic.instructionSets {
      #expect(Arithmetic.prefer(instructionSet: name))
      #expect(Arithmetic.instructionSet == name)
    }
    for unknown in ["", "x86-64-v5", "baseline "] {
      #expect(!Arithmetic.prefer(instructionSet: unknown), "\(unknown)")
    }
    #expect(Arithmetic.prefer(instructionSet: nil))
    #expect(Arithmetic.instructionSet == program)
  }

  /// LMCTL_INSTRUCTIONS decides where it can, and is told where it cannot.
  @Test func environmentChooses() {
    let wanted = ProcessInfo.processInfo.environment["LMCTL_INSTRUCTIONS"] ?? ""
    let known = Arithmetic.instructionSets.contains(wanted)
    #expect(Arithmetic.instructionSet == (known ? wanted : Arithmetic.instructionSets[0]))
    #expect(Arithmetic.refusedInstructionSet == (known || wanted.isEmpty ? nil : wanted))
  }

  /// Each name runs code of its own, which shows in last digits: fused products, and the reciprocal's estimate.
  @Test func instructionSetsDiffer() throws {
    var results: Set<[Float]> = []
    try onEachInstructionSet { _ in
      let x = try view(linspace(-6, 6, 4001).map { Float($0) })
      Float.activate(.sigmoid, x, into: x)
      results.insert(x.array)
    }
    #expect(results.count == Arithmetic.instructionSets.count)
  }
}
