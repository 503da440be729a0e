import Foundation
import Testing

@testable import Statistics

@Suite struct JetTests {
  /// Against central differences of the same expression.
  @Test func derivatives() {
    func expression(_ s: Double) -> Jet {
      let a = Jet.decay(s, 0.7, scale: 3)
      let b = Jet(value: s * s, first: 2 * s, second: 2)
      return (a * b + 2 * a - b).logarithm
    }
    let (s, h) = (0.4, 1e-4)
    let (below, here, above) = (expression(s - h), expression(s), expression(s + h))
    #expect(abs((above.value - below.value) / (2 * h) - here.first) < 1e-6)
    #expect(abs((above.first - below.first) / (2 * h) - here.second) < 1e-6)
  }
}
