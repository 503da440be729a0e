import Statistics
import Testing

@Suite struct LineFitTests {
  /// y = 1, 2, 2 at x = 0, 1, 2: slope ½, intercept 7/6, residuals −1/6, 1/3, −1/6.
  @Test func workedExample() throws {
    let line = try #require(LineFit(x: [0, 1, 2], y: [1, 2, 2]))
    #expect(abs(line.slope - 0.5) < 1e-15)
    #expect(abs(line.intercept - 7.0 / 6) < 1e-15)
    #expect(abs(line.residual - 1.0 / 6) < 1e-15)
    #expect(abs(try #require(line.rSquared) - 0.75) < 1e-15)
    #expect(line.points == 3)
  }

  @Test func aFlatLineExplainsNothing() throws {
    let line = try #require(LineFit(x: [1, 2, 5], y: [4, 4, 4]))
    #expect(line.slope == 0 && line.intercept == 4 && line.rSquared == nil)
  }

  @Test func undefined() {
    #expect(LineFit(x: [], y: []) == nil)
    #expect(LineFit(x: [1], y: [1]) == nil)
    #expect(LineFit(x: [2, 2], y: [1, 3]) == nil)
    #expect(LineFit(x: [1, 2], y: [1]) == nil)
    #expect(LineFit(x: [1, .infinity], y: [1, 2]) == nil)
    #expect(LineFit(x: [1, 2], y: [1, .nan]) == nil)
  }
}
