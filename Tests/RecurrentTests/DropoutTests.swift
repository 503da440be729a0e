import Foundation
import Testing

@testable import Recurrent

@Suite struct DropoutTests {
  @Test(arguments: [Dropout.none, Dropout(rate: 0.5), Dropout(rate: 0.1, kind: .variational)])
  func isStoredAsItIs(_ dropout: Dropout) throws {
    #expect(try JSONDecoder().decode(Dropout.self, from: JSONEncoder().encode(dropout)) == dropout)
  }

  /// (T, N, width) of what one site keeps of ones.
  private func kept(
    _ kind: DropoutKind, seed: UInt64 = 1, update: Int = 0, site: Int = 0, steps: Int = 3, lanes: Int = 4,
    of mine: Range<Int>? = nil
  ) throws -> [Double] {
    let mine = mine ?? 0..<lanes
    let masks = DropoutMasks(seed: seed, update: update, kind: kind, lanes: lanes, firstLane: mine.lowerBound)
    let out = try View<Double>(count: steps * mine.count * 50)
    out.fill(1)
    for step in 0..<steps {
      let rows = out[step * mine.count * 50..<(step + 1) * mine.count * 50]
      Double.dropout(
        rows, into: rows, key: masks.key(site: site), firstIndex: masks.firstIndex(step: step, width: 50), rate: 0.5)
    }
    return out.array
  }

  /// Seed, update and site all draw another mask; the same ones draw the same.
  @Test(arguments: DropoutKind.allCases) func whatMasksDependOn(_ kind: DropoutKind) throws {
    let one = try kept(kind)
    #expect(try kept(kind) == one)
    for other in [try kept(kind, seed: 2), try kept(kind, update: 1), try kept(kind, site: 1)] {
      // Half of all elements differ, give or take.
      let differing = zip(one, other).count { $0 != $1 }
      #expect(abs(Double(differing) / Double(one.count) - 0.5) < 0.15)
    }
  }

  /// Variational: one mask for all steps of a window, and one of its own for each lane.
  @Test func variationalStays() throws {
    let (stays, changes) = (try kept(.variational), try kept(.standard))
    func step(_ x: [Double], _ t: Int) -> [Double] { Array(x[t * 200..<(t + 1) * 200]) }
    #expect(step(stays, 0) == step(stays, 1) && step(stays, 1) == step(stays, 2))
    #expect(step(changes, 0) != step(changes, 1))
    #expect(stays[0..<50] != stays[50..<100])
  }

  /// A part of the lanes drops what it would drop among all of them.
  @Test(arguments: DropoutKind.allCases) func anyCutIsAlike(_ kind: DropoutKind) throws {
    let (all, first, rest) = (try kept(kind), try kept(kind, of: 0..<1), try kept(kind, of: 1..<4))
    for t in 0..<3 {
      let mine = first[t * 50..<(t + 1) * 50] + rest[t * 150..<(t + 1) * 150]
      #expect(Array(mine) == Array(all[t * 200..<(t + 1) * 200]))
    }
  }
}
