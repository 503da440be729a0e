/// What all threads of a tokenizer share: settings, and tables that never change.
struct TokenizerParts: Sendable {
  let settings: TokenizerSettings
  /// ICU's name of the locale.
  let locale: String
  let division: Division
  let rules: BreakRules?
  let sentences: BreakRules?
  let simpleMapping: SimpleMapping?

  init(_ settings: TokenizerSettings, _ path: SegmentationPath) throws(TextError) {
    self.settings = settings
    locale = try ICU.locale(settings.locale)
    let lines = settings.boundary.endsWithLines
    division = settings.unit == .char ? .graphemes : .words
    if settings.unit == .whitespace || settings.preset != nil {
      rules = try BreakRules.whitespace(lines: lines, path: path == .icu ? .plain : path)
    } else {
      rules = try BreakRules.ofICU(
        division, locale: locale, whole: settings.unit == .char, lines: lines, path: path)
    }
    sentences =
      settings.boundary == .sentence
      ? try BreakRules.ofICU(.sentences, locale: locale, whole: true, lines: false, path: path) : nil
    simpleMapping = settings.preset == nil ? try SimpleMapping(settings, locale: locale) : nil
  }

  var cuts: SafeCuts {
    // Without rules for sentences, ICU must see whole lines.
    let isBlind = settings.boundary == .sentence && sentences == nil
    return SafeCuts(rules: isBlind ? nil : rules, sentences: sentences)
  }

  func segmenter() -> Segmenter {
    Segmenter(
      division, rules: rules, locale: locale, whole: settings.unit == .char, lines: settings.boundary.endsWithLines)
  }

  func sentenceSegmenter() -> Segmenter? {
    guard settings.boundary == .sentence else { return nil }
    return Segmenter(.sentences, rules: sentences, locale: locale, whole: true, lines: false)
  }
}
