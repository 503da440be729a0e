#include "cicu.h"
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

namespace {
constexpr int32_t pivotCapacity = 8192;
const UChar replacement = 0xFFFD;
} // namespace

struct cicu_decoder {
  UConverter *from;
  bool replaces;
  uint64_t malformed;
  // A pair's first half that ended the last pivot.
  UChar held;
  UChar pivot[pivotCapacity];
};

namespace {
/// Counts each sequence that is no character, and writes U+FFFD for it or nothing.
void U_CALLCONV count(const void *context, UConverterToUnicodeArgs *arguments, const char *, int32_t,
                      UConverterCallbackReason reason, UErrorCode *error) {
  if (reason > UCNV_IRREGULAR) return;
  auto decoder = static_cast<cicu_decoder *>(const_cast<void *>(context));
  decoder->malformed++;
  *error = U_ZERO_ERROR;
  if (decoder->replaces) ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}

/// UTF-16 to UTF-8; `out` has 3 bytes for each unit, and 3 for the one held. Returns the end of what was written.
uint8_t *writeUTF8(cicu_decoder *decoder, const UChar *unit, const UChar *end, uint8_t *out) {
  while (unit < end) {
    UChar32 scalar = *unit++;
    if (decoder->held) {
      if (U16_IS_TRAIL(scalar)) {
        scalar = U16_GET_SUPPLEMENTARY(decoder->held, scalar);
        decoder->held = 0;
        *out++ = static_cast<uint8_t>(0xF0 | scalar >> 18);
        *out++ = static_cast<uint8_t>(0x80 | (scalar >> 12 & 0x3F));
        *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
        *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
        continue;
      }
      // No converter that is let in gives half a pair; if one did, the output would still be UTF-8.
      *out++ = 0xEF, *out++ = 0xBF, *out++ = 0xBD;
      decoder->held = 0;
    }
    if (scalar < 0x80) {
      *out++ = static_cast<uint8_t>(scalar);
    } else if (scalar < 0x800) {
      *out++ = static_cast<uint8_t>(0xC0 | scalar >> 6);
      *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    } else if (U16_IS_LEAD(scalar)) {
      decoder->held = static_cast<UChar>(scalar);
    } else {
      if (U16_IS_TRAIL(scalar)) scalar = replacement;
      *out++ = static_cast<uint8_t>(0xE0 | scalar >> 12);
      *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
      *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    }
  }
  return out;
}

/// What a converter says of bytes, and not of itself.
bool isMalformed(UErrorCode error) {
  return error == U_ILLEGAL_CHAR_FOUND || error == U_TRUNCATED_CHAR_FOUND || error == U_INVALID_CHAR_FOUND ||
         error == U_ILLEGAL_ESCAPE_SEQUENCE || error == U_UNSUPPORTED_ESCAPE_SEQUENCE;
}
} // namespace

int32_t cicu_decoder_open(const char *charset, cicu_malformed malformed, cicu_decoder **out) {
  *out = NULL;
  auto decoder = static_cast<cicu_decoder *>(calloc(1, sizeof(cicu_decoder)));
  if (!decoder) return CICU_NO_MEMORY;
  UErrorCode error = U_ZERO_ERROR;
  decoder->from = ucnv_open(charset, &error);
  decoder->replaces = malformed == CICU_REPLACE;
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(decoder->from, malformed == CICU_STOP ? UCNV_TO_U_CALLBACK_STOP : count,
                        malformed == CICU_STOP ? NULL : decoder, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    cicu_decoder_close(decoder);
    return error;
  }
  *out = decoder;
  return 0;
}

void cicu_decoder_close(cicu_decoder *decoder) {
  if (!decoder) return;
  ucnv_close(decoder->from);
  free(decoder);
}

uint64_t cicu_decoder_malformed(const cicu_decoder *decoder) { return decoder->malformed; }

cicu_decoded cicu_decoder_decode(cicu_decoder *decoder, const uint8_t *bytes, size_t count, bool flush, uint8_t *out,
                                 size_t capacity, size_t *consumed, size_t *produced, size_t *malformed) {
  // ICU refuses null pointers, also to no bytes.
  const char *begin = bytes ? reinterpret_cast<const char *>(bytes) : "", *source = begin;
  uint8_t *first = out;
  UErrorCode error = U_ZERO_ERROR;
  *malformed = 0;
  do {
    const size_t units = (capacity - static_cast<size_t>(out - first)) / 3;
    if (units < 64) {
      *consumed = static_cast<size_t>(source - begin);
      *produced = static_cast<size_t>(out - first);
      return CICU_OUTPUT_FULL;
    }
    // One unit's room is left for the half that may be held.
    UChar *target = decoder->pivot, *limit = target + (units - 1 < pivotCapacity ? units - 1 : pivotCapacity);
    error = U_ZERO_ERROR;
    ucnv_toUnicode(decoder->from, &target, limit, &source, begin + count, NULL, flush, &error);
    out = writeUTF8(decoder, decoder->pivot, target, out);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  *consumed = static_cast<size_t>(source - begin);
  *produced = static_cast<size_t>(out - first);
  if (U_SUCCESS(error)) return CICU_INPUT_USED;
  if (!isMalformed(error)) return CICU_FAILED;
  char wrong[32];
  int8_t length = sizeof wrong;
  UErrorCode asking = U_ZERO_ERROR;
  ucnv_getInvalidChars(decoder->from, wrong, &length, &asking);
  // Bytes that ICU has taken and will look at again, since the wrong sequence ended before them.
  const int32_t pending = ucnv_toUCountPending(decoder->from, &asking);
  if (U_FAILURE(asking)) return CICU_FAILED;
  *malformed = static_cast<size_t>(length) + static_cast<size_t>(pending > 0 ? pending : 0);
  return CICU_MALFORMED;
}
