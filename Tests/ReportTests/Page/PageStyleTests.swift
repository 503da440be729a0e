import Foundation
import Testing

@testable import Report

@Suite struct PageStyleTests {
  @Test func itIsWhole() {
    let css = PageStyle.css
    #expect(css.count { $0 == "{" } == css.count { $0 == "}" })
    for part in ["prefers-color-scheme:dark", "@media print", "max-width:640px", "tabular-nums"] {
      #expect(css.contains(part), "\(part)")
    }
    #expect(!css.contains("url(") && !css.contains("@import") && !css.contains("<"))
  }

  @Test func everyColourThatIsUsedIsGivenForLightAndDark() throws {
    let css = PageStyle.css
    let used = Set(css.matches(of: /var\(--([a-z0-9-]+)\)/).map { String($0.output.1) }).subtracting(["c"])
    let dark = try #require(css.range(of: "prefers-color-scheme:dark"))
    let end = css.range(of: "}}", range: dark.upperBound..<css.endIndex)?.lowerBound ?? css.endIndex
    for name in used {
      #expect(css[..<dark.lowerBound].contains("--\(name):"), "\(name)")
      #expect(css[dark.upperBound..<end].contains("--\(name):"), "\(name)")
    }
    #expect(used.count > 20)
  }

  /// WCAG 2: 4.5 to 1 for text, 3 to 1 for what is drawn.
  @Test func contrastsAreEnough() throws {
    let blocks = PageStyle.css.matches(of: /:root\{([^}]*)\}/).map { String($0.output.1) }
    #expect(blocks.count == 2)
    for block in blocks {
      func colour(_ name: String) throws -> Double {
        let found = try #require(block.firstMatch(of: try Regex("--\(name):#([0-9a-f]+)")), "\(name)")
        return Self.luminance(String(found.output[1].substring ?? ""))
      }
      func contrast(_ one: String, _ other: String) throws -> Double {
        let (a, b) = (try colour(one), try colour(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
      }
      for text in ["ink", "soft"] { #expect(try contrast(text, "paper") >= 4.5, "\(text)") }
      for drawn in (0...7).map({ "c\($0)" }) { #expect(try contrast(drawn, "paper") >= 3, "\(drawn)") }
      for ground in ["s1", "s2", "s3", "yes", "a1", "a2", "a3", "b1", "b2", "b3"] {
        #expect(try contrast("ink", ground) >= 4.5, "\(ground)")
      }
      for ground in ["s4", "s5"] { #expect(try contrast("s4-ink", ground) >= 4.5, "\(ground)") }
      for ground in ["s6", "s7"] { #expect(try contrast("s6-ink", ground) >= 4.5, "\(ground)") }
    }
  }

  private static func luminance(_ hex: String) -> Double {
    let digits =
      hex.count == 3
      ? hex.map { "\($0)\($0)" } : stride(from: 0, to: 6, by: 2).map { String(hex.dropFirst($0).prefix(2)) }
    let parts = digits.map { digit -> Double in
      let value = Double(Int(digit, radix: 16) ?? 0) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
