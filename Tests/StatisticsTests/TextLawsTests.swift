import Statistics
import Testing

@Suite struct TextLawsTests {
  private let laws = TextLaws(FrequencySpectrum((1...400).map { UInt64(4000 / $0) }))

  /// The figures are those of the fits beside them, and say over which ranks.
  @Test func figuresAreThoseOfTheFits() throws {
    func figure(_ name: String) throws -> Figure { try #require(laws.figures.first { $0.name == name }) }
    #expect(try figure("zipf_ls_slope").value == laws.leastSquares?.slope)
    #expect(try figure("zipf_ls_slope").recipe.contains("1..400"))
    #expect(try figure("zipf_ls_log_spaced_slope").value == laws.logSpaced?.slope)
    #expect(try figure("mandelbrot_shift").value == laws.mandelbrot?.shift)
    #expect(try figure("power_law_error").value == laws.powerLaw?.exponentError)
    #expect(try figure("types_covering_50").value == laws.spectrum.types(covering: 0.5).map(Double.init))
    #expect(try figure("unseen_mass").value == laws.goodTuring?.unseen)
    #expect(Set(laws.figures.map(\.name)).count == laws.figures.count)
  }

  /// Equal counts have no best shift: there is no fit then, and no figure.
  @Test func noFitAtTheEndOfWhatIsSearched() {
    #expect(laws.mandelbrot != nil)
    #expect(TextLaws(FrequencySpectrum([3, 3, 3, 3])).mandelbrot == nil)
    #expect(TextLaws(FrequencySpectrum([])).figures.filter { ($0.value ?? 0) != 0 }.isEmpty)
  }
}
