extension Double {
  /// A number as somebody wrote it: nil for what is none, and for what is beyond all doubles: too large, or not zero and so
  /// small that it would be taken for zero.
  public init?(asWritten text: String) {
    guard let number = Double(text), number.isFinite else { return nil }
    if number == 0 {
      let text = text.lowercased()
      let isHexadecimal = text.contains("x")
      let digits = text.drop { $0 != "x" || !isHexadecimal }.prefix { $0 != (isHexadecimal ? "p" : "e") }
      if (isHexadecimal ? digits : text.prefix { $0 != "e" }).contains(where: { $0.isHexDigit && $0 != "0" }) {
        return nil
      }
    }
    self = number
  }
}
