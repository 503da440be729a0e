import Foundation
import Statistics
import Testing

/// Figures that other people's software found, and how near ours come.
///
/// `zipf_timemachine.json`: The Time Machine after the classic cleaning, and Moby Dick's published fit, by SciPy, NLTK
/// and powerlaw. `timemachine_spectra.json`: the frequencies of frequencies of that text, for orders 1 to 3, so that
/// what depends on counts alone is tested without the text.
indirect enum Truth: Decodable {
  case number(Double)
  case text(String)
  case list([Truth])
  case table([String: Truth])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Truth].self) {
      self = .list(list)
    } else {
      self = .table(try container.decode([String: Truth].self))
    }
  }

  static func fixture(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
  }

  static func load() throws -> Truth {
    try JSONDecoder().decode(Truth.self, from: Data(contentsOf: fixture("zipf_timemachine.json")))
  }

  func at(_ path: String...) throws -> Truth {
    try path.reduce(self) { truth, key in
      guard case .table(let table) = truth else { throw Missing(key: key) }
      return try #require(table[key], "\(key)")
    }
  }

  struct Missing: Error { let key: String }

  var number: Double {
    get throws { if case .number(let number) = self { number } else { throw Missing(key: "a number") } }
  }
  var text: String {
    get throws { if case .text(let text) = self { text } else { throw Missing(key: "a text") } }
  }
  var list: [Truth] {
    get throws { if case .list(let list) = self { list } else { throw Missing(key: "a list") } }
  }
  var table: [String: Truth] {
    get throws { if case .table(let table) = self { table } else { throw Missing(key: "a table") } }
  }
}

/// The largest relative difference of a group of figures.
struct Agreement {
  let name: String
  let tolerance: Double
  private(set) var largest = 0.0
  private(set) var figures = 0

  init(_ name: String, within tolerance: Double) {
    self.name = name
    self.tolerance = tolerance
  }

  mutating func compare(_ mine: Double?, _ truth: Truth, _ what: String) throws {
    let other = try truth.number
    let difference = abs(try #require(mine, "\(what)") - other) / abs(other)
    #expect(difference <= tolerance, "\(name), \(what): \(String(describing: mine)) instead of \(other)")
    largest = max(largest, difference)
    figures += 1
  }

  func report() { print("\(name): \(figures) figures, largest relative difference \(largest)") }
}

/// The counts of The Time Machine's n-grams, from their spectrum.
func timeMachine(_ order: String) throws -> FrequencySpectrum {
  let spectra = try JSONDecoder().decode(
    [String: [[Int]]].self, from: Data(contentsOf: Truth.fixture("timemachine_spectra.json")))
  let counts = try #require(spectra[order]).flatMap { Array(repeating: UInt64($0[0]), count: $0[1]) }
  return FrequencySpectrum(counts)
}

/// The counts of Moby Dick's words that Clauset, Shalizi & Newman published.
func mobyDick() throws -> FrequencySpectrum {
  let text = try String(contentsOf: Truth.fixture("moby_dick_frequencies.txt"), encoding: .utf8)
  return FrequencySpectrum(text.split(separator: "\n").compactMap { UInt64($0.trimmingCharacters(in: .whitespaces)) })
}
