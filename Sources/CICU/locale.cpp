#include "cicu.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

const char *cicu_version(void) { return U_ICU_VERSION; }

const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }

const char *cicu_error_name(int32_t code) {
  return code == CICU_TOO_LONG ? "TEXT_TOO_LONG" : u_errorName(static_cast<UErrorCode>(code));
}

bool cicu_locale(const char *tag, char name[CICU_LOCALE_CAPACITY]) {
  name[0] = '\0';
  if (tag[0] == '\0' || strcmp(tag, "root") == 0) return true;
  // ICU's own names, "tr_TR", become language tags, because only these are parsed strictly.
  char strict[CICU_LOCALE_CAPACITY];
  size_t length = strlen(tag);
  if (length >= sizeof strict) return false;
  for (size_t i = 0; i <= length; i++) strict[i] = tag[i] == '_' ? '-' : tag[i];
  UErrorCode error = U_ZERO_ERROR;
  int32_t parsed = 0;
  uloc_forLanguageTag(strict, name, CICU_LOCALE_CAPACITY, &parsed, &error);
  if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING || (size_t)parsed != length) return false;
  char language[ULOC_LANG_CAPACITY];
  int32_t letters = uloc_getLanguage(name, language, sizeof language, &error);
  if (U_FAILURE(error)) return false;
  // "english" is a well-formed tag of no language. Of two letters ICU knows all there are, of three it does not.
  return letters == 0 || letters == 3 || (letters == 2 && uloc_getISO3Language(name)[0] != '\0');
}

cicu_scalar_kind cicu_kind(uint32_t scalar) {
  const uint32_t hidden = U_GC_C_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return U_GET_GC_MASK(static_cast<UChar32>(scalar)) & hidden ? CICU_HIDDEN : CICU_VISIBLE;
}

int32_t cicu_columns(uint32_t scalar) {
  const UChar32 c = static_cast<UChar32>(scalar);
  switch (u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE)) {
  // Vowels and finals are drawn into the syllable that a leading consonant began.
  case U_HST_VOWEL_JAMO:
  case U_HST_TRAILING_JAMO: return 0;
  case U_HST_LEADING_JAMO: return 2;
  }
  // What is invisible unless a program is asked to show it; a soft hyphen is a hyphen to a terminal.
  if (c != 0xAD && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return 0;
  const uint32_t zero = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  // Signs that stand around the digits that follow are format characters, and drawn.
  if (U_GET_GC_MASK(c) & zero)
    return c == 0xAD || u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_PREPEND;
  const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH || u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) ? 2 : 1;
}

bool cicu_is_emoji(uint32_t scalar) { return u_hasBinaryProperty(static_cast<UChar32>(scalar), UCHAR_EMOJI); }
