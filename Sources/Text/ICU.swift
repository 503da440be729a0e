internal import CICU

/// The ICU library that segments and maps text; its version belongs to every run's record.
public enum ICU {
  /// The version built against and, since ICU's symbols carry it, run with: "72.1".
  public static var version: String { unsafe String(cString: cicu_version()) }

  /// The version of the Unicode standard that it implements: "15.0".
  public static var unicodeVersion: String { unsafe String(cString: cicu_unicode_version()) }

  /// ICU's own name of the locale that a language tag names; the root is "".
  ///
  /// - Throws: ``TextError/badLocale(_:)`` where `tag` is not well formed, or names a language that does not exist.
  static func locale(_ tag: String) throws(TextError) -> String {
    guard !tag.utf8.contains(0) else { throw .badLocale(tag) }
    var name = [CChar](repeating: 0, count: Int(CICU_LOCALE_CAPACITY))
    let known = unsafe name.withUnsafeMutableBufferPointer { unsafe cicu_locale(tag, $0.baseAddress) }
    guard known else { throw .badLocale(tag) }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Turns ICU's code for a failure into an error.
  static func check(_ code: Int32, _ operation: String) throws(TextError) {
    guard code != 0 else { return }
    if code == CICU_NO_MEMORY { throw .outOfMemory(operation: operation) }
    throw unsafe .icu(operation: operation, code: String(cString: cicu_error_name(code)))
  }
}
