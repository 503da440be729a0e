import Foundation
import Testing

@testable import Report

@Suite struct LogAxisTests {
  @Test func placesAndValuesAreInverse() {
    let axis = LogAxis([1, 20, 3_000_000])
    for value in [1.0, 2, 7.5, 1e3, 3e6] {
      let place = axis.place(value)
      #expect((0...1).contains(place))
      #expect(abs(axis.value(place) - value) < 1e-9 * value)
    }
    #expect(abs(axis.place(10) - axis.place(1) - (axis.place(10_000) - axis.place(1000))) < 1e-12)
    #expect(axis.place(1) > 0 && axis.place(3_000_000) < 1)
  }

  @Test func ticksArePowersOfTen() {
    let axis = LogAxis([1, 5_000_000])
    #expect(axis.ticks(atMost: 10).map(\.label) == ["10⁰", "10¹", "10²", "10³", "10⁴", "10⁵", "10⁶"])
    #expect(axis.ticks(atMost: 4).map(\.label) == ["10⁰", "10²", "10⁴", "10⁶"])
    let places = axis.ticks(atMost: 10).map(\.place)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    #expect(axis.minorTicks.count > 48 && axis.minorTicks.allSatisfy { (0...1).contains($0) })
    #expect(LogAxis.power(-12) == "10⁻¹²")
  }

  /// Within a decade powers of ten alone would say nothing.
  @Test func aNarrowAxisHasTwosAndFives() {
    #expect(LogAxis([2, 6]).ticks(atMost: 10).map(\.label) == ["2", "5"])
    #expect(LogAxis([1, 3]).ticks(atMost: 10).map(\.label) == ["10⁰", "2"])
  }

  @Test func whatCannotBeShownMakesNoAxis() {
    for values in [[], [0], [-1, .nan, .infinity], [5]] as [[Double]] {
      let axis = LogAxis(values)
      #expect(axis.lower.isFinite && axis.upper > axis.lower)
      #expect(axis.ticks(atMost: 0).count <= 3)
    }
    #expect(LogAxis([1e-300, 1e300]).ticks(atMost: 8).count <= 9)
    #expect(LogAxis([1e-300, 1e300]).minorTicks.isEmpty)
  }
}
