import CNGrams
import Foundation
import Testing

/// The numbers of ARPA files, held against the standard library's.
@Suite struct ARPANumbersTests {
  private func written(_ number: Float) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(NGRAMS_ARPA_NUMBER))
    let count = unsafe bytes.withUnsafeMutableBufferPointer { unsafe ngrams_arpa_write_number(number, $0.baseAddress) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private func read(_ text: String) -> Float? {
    let bytes = Array(text.utf8)
    var number: Float = .nan
    let isNumber = unsafe bytes.withUnsafeBufferPointer {
      unsafe ngrams_arpa_read_number($0.baseAddress, $0.count, &number)
    }
    return isNumber ? number : nil
  }

  private func nearest(_ text: String) -> Float { unsafe strtof(text, nil) }

  /// The digits of a description without point, exponent and outer zeros.
  private func digits(_ text: String) -> String {
    let mantissa = text.prefix { $0 != "e" }.filter(\.isNumber)
    return String(mantissa.drop { $0 == "0" }.reversed().drop { $0 == "0" }.reversed())
  }

  @Test func fixedNotation() {
    let examples: [(Float, String)] = [
      (0, "0"), (-0.0, "-0"), (-1, "-1"), (-0.5, "-0.5"), (-100, "-100"), (-127.5, "-127.5"), (-1e-05, "-0.00001"),
      (-.infinity, "-99"), (-0.30103, "-0.30103"), (1e10, "10000000000"), (-9.999999, "-9.999999"), (0.1, "0.1"),
      (.leastNonzeroMagnitude, "0." + String(repeating: "0", count: 44) + "1"),
    ]
    for (number, text) in examples { #expect(written(number) == text) }
  }

  /// Every 40,009th number of all there are, and the ends of each power of two: as many digits as Swift's shortest
  /// description where not all are whole, and back to the bit.
  @Test func shortestThatReadsBack() throws {
    var patterns = Array(stride(from: UInt32(0), to: 0x7F80_0000, by: 40009))
    for exponent in 0..<255 as Range<UInt32> {
      for offset in [0, 1, 2, 0x3FFFFF, 0x400000, 0x7FFFFE, 0x7FFFFF] as [UInt32] {
        patterns.append(exponent << 23 | offset)
      }
    }
    var wrong: [UInt32] = []
    for pattern in patterns {
      let number = Float(bitPattern: pattern | 0x8000_0000)
      let text = written(number)
      let isShortest = number.magnitude >= 0x1p24 || digits(text) == digits("\(number)")
      if !isShortest || text.contains("e") || read(text)?.bitPattern != number.bitPattern {
        wrong.append(pattern)
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func readsWhatOthersWrite() {
    let examples: [(String, Float)] = [
      ("-1e-05", -1e-05), ("+2", 2), ("-.5", -0.5), ("5.", 5), ("1E+2", 100), ("-99", -99), ("-99.000000", -99),
      ("0.30102999566398119521373889472449", 0.30103), ("1e-60", 0), ("-0", -0.0), ("00001", 1),
      ("3.4028234e38", 3.4028234e38),
      ("0e99999999999999999999", 0), ("-0." + String(repeating: "0", count: 60) + "1", -0.0),
      (String(repeating: "0", count: 60) + "." + String(repeating: "0", count: 44) + "1", .leastNonzeroMagnitude),
      (String(repeating: "0", count: 60) + "1" + String(repeating: "0", count: 38), 1e38),
      ("-7.006492321624085e-46", -0.0),
    ]
    for (text, number) in examples { #expect(read(text)?.bitPattern == number.bitPattern, "\(text)") }
    for text in [
      "", "-", ".", "e5", "1e", "1e+", "nan", "-inf", "inf", "0x10", "1,5", "1 ", " 1", "--1", "1e39", "4e38",
      String(repeating: "0", count: 60) + "1" + String(repeating: "0", count: 39) + ".0",
    ] {
      #expect(read(text) == nil, "\(text)")
    }
  }

  /// Decimals with too many digits, and those halfway between two numbers: the nearest, ties to even, as strtof.
  @Test func readsToTheNearest() {
    var random = Xorshift(7)
    for _ in 0..<20_000 {
      let number = Float(bitPattern: UInt32(random.next() % 0x7F00_0000))
      let halfway = (Double(number) + Double(number.nextUp)) / 2
      for value in [halfway, halfway.nextUp, halfway.nextDown] {
        let text = String(format: "%.*e", Int(random.next() % 20), value)
        #expect(read(text) == nearest(text), "\(text)")
        let plain = String(format: "%.*f", Int(random.next() % 25), 30 * Double(random.next()) / Double(UInt64.max))
        #expect(read(plain) == nearest(plain), "\(plain)")
      }
    }
  }
}
