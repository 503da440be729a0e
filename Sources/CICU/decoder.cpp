#include "cicu.h"
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

struct cicu_decoder {
  UConverter *from, *to;
  UChar pivot[1024];
  UChar *pivotSource, *pivotTarget;
};

int32_t cicu_decoder_open(const char *charset, cicu_decoder **out) {
  *out = NULL;
  auto decoder = static_cast<cicu_decoder *>(calloc(1, sizeof(cicu_decoder)));
  if (!decoder) return CICU_NO_MEMORY;
  UErrorCode error = U_ZERO_ERROR;
  decoder->from = ucnv_open(charset, &error);
  decoder->to = ucnv_open("UTF-8", &error);
  // A wrong byte is an error to report, not a character to replace.
  if (U_SUCCESS(error)) ucnv_setToUCallBack(decoder->from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    cicu_decoder_close(decoder);
    return error;
  }
  decoder->pivotSource = decoder->pivotTarget = decoder->pivot;
  *out = decoder;
  return 0;
}

void cicu_decoder_close(cicu_decoder *decoder) {
  if (!decoder) return;
  ucnv_close(decoder->from);
  ucnv_close(decoder->to);
  free(decoder);
}

cicu_decoded cicu_decoder_decode(cicu_decoder *decoder, const uint8_t *bytes, size_t count, bool flush, uint8_t *out,
                                 size_t capacity, size_t *consumed, size_t *produced, size_t *malformed) {
  // ICU refuses null pointers, also to no bytes.
  const char *begin = bytes ? reinterpret_cast<const char *>(bytes) : "", *source = begin;
  char *first = reinterpret_cast<char *>(out), *target = first;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_convertEx(decoder->to, decoder->from, &target, first + capacity, &source, begin + count, decoder->pivot,
                 &decoder->pivotSource, &decoder->pivotTarget, decoder->pivot + 1024, false, flush, &error);
  *consumed = static_cast<size_t>(source - begin);
  *produced = static_cast<size_t>(target - first);
  *malformed = 0;
  if (error == U_BUFFER_OVERFLOW_ERROR) return CICU_OUTPUT_FULL;
  if (U_SUCCESS(error)) return CICU_INPUT_USED;
  char wrong[32];
  int8_t length = sizeof wrong;
  UErrorCode asking = U_ZERO_ERROR;
  ucnv_getInvalidChars(decoder->from, wrong, &length, &asking);
  if (U_FAILURE(asking)) return CICU_FAILED;
  *malformed = static_cast<size_t>(length);
  return error == U_ILLEGAL_CHAR_FOUND || error == U_TRUNCATED_CHAR_FOUND || error == U_INVALID_CHAR_FOUND
             ? CICU_MALFORMED
             : CICU_FAILED;
}
