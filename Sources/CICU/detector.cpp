#include "cicu.h"
#include <string.h>
#include <unicode/ucsdet.h>

int32_t cicu_detect(const uint8_t *sample, int32_t count, cicu_guess *guesses, size_t capacity, size_t *found) {
  *found = 0;
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  ucsdet_setText(detector, sample ? reinterpret_cast<const char *>(sample) : "", count, &error);
  int32_t matches = 0;
  const UCharsetMatch **match = ucsdet_detectAll(detector, &matches, &error);
  // ICU's way to say that nothing matches, as happens with texts of up to three bytes.
  if (error == U_INVALID_CHAR_FOUND) error = U_ZERO_ERROR, matches = 0;
  for (int32_t i = 0; U_SUCCESS(error) && i < matches && *found < capacity; i++) {
    cicu_guess guess;
    const cicu_charset kind = cicu_charset_find(ucsdet_getName(match[i], &error), guess.charset);
    guess.confidence = ucsdet_getConfidence(match[i], &error);
    // The detector knows some that no converter reads, and one charset may come twice, for two languages.
    bool take = U_SUCCESS(error) && kind != CICU_UNKNOWN && kind != CICU_NO_FILE_ENCODING;
    for (size_t k = 0; k < *found; k++) take = take && strcmp(guesses[k].charset, guess.charset) != 0;
    if (take) guesses[(*found)++] = guess;
  }
  ucsdet_close(detector);
  return U_FAILURE(error) ? error : 0;
}
