#include "mapper.h"
#include <new>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

void mapCase(cicu_case letters, const char *locale, uint32_t foldOptions, icu::StringPiece text, Bytes &into,
             icu::Edits *edits, UErrorCode &error) {
  if (letters == CICU_FOLD) {
    icu::CaseMap::utf8Fold(foldOptions, text, into, edits, error);
  } else {
    icu::CaseMap::utf8ToLower(locale, 0, text, into, edits, error);
  }
  if (edits) edits->copyErrorTo(error);
}

// Folding has one choice: where I lowers to a dotless i, it also folds to it.
static uint32_t foldOptionsOf(const char *locale, UErrorCode &error) {
  Bytes lowered;
  mapCase(CICU_LOWER, locale, 0, "I", lowered, nullptr, error);
  return lowered.count == 1 ? U_FOLD_CASE_DEFAULT : U_FOLD_CASE_EXCLUDE_SPECIAL_I;
}

int32_t cicu_mapper_open(const char *locale, cicu_normalization normalization, cicu_case letters, bool track,
                         cicu_mapper **out) {
  *out = nullptr;
  if (strlen(locale) >= CICU_LOCALE_CAPACITY) return U_ILLEGAL_ARGUMENT_ERROR;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = nullptr;
  if (normalization == CICU_NFC) normalizer = icu::Normalizer2::getNFCInstance(error);
  if (normalization == CICU_NFKC) normalizer = icu::Normalizer2::getNFKCInstance(error);
  const uint32_t foldOptions = foldOptionsOf(locale, error);
  if (U_FAILURE(error)) return error;
  auto mapper = new (std::nothrow) cicu_mapper;
  if (!mapper) return CICU_NO_MEMORY;
  strcpy(mapper->locale, locale);
  mapper->normalizer = normalizer;
  mapper->compatible = normalization == CICU_NFKC;
  mapper->letters = letters;
  mapper->foldOptions = foldOptions;
  mapper->track = track;
  *out = mapper;
  return 0;
}

void cicu_mapper_close(cicu_mapper *mapper) { delete mapper; }

int32_t cicu_mapper_map(cicu_mapper *mapper, const uint8_t *text, size_t count, const uint8_t **mapped,
                        size_t *mapped_count) {
  if (count > CICU_MAX_TEXT) return CICU_TOO_LONG;
  UErrorCode error = U_ZERO_ERROR;
  const char *bytes = reinterpret_cast<const char *>(text);
  if (mapper->normalizer) {
    mapper->normalized.clear();
    mapper->normalizing.reset();
    icu::Edits *edits = mapper->track ? &mapper->normalizing : nullptr;
    icu::StringPiece piece(bytes, static_cast<int32_t>(count));
    mapper->normalizer->normalizeUTF8(0, piece, mapper->normalized, edits, error);
    if (mapper->normalized.error) return mapper->normalized.error;
    if (edits) edits->copyErrorTo(error);
    if (edits) mapper->normalizingStarts.start(*edits, error), mapper->normalizingEnds.start(*edits, error);
    if (U_FAILURE(error)) return error;
    bytes = mapper->normalized.data;
    count = mapper->normalized.count;
  }
  if (mapper->letters != CICU_KEEP_CASE) {
    mapper->cased.clear();
    mapper->casing.reset();
    icu::Edits *edits = mapper->track ? &mapper->casing : nullptr;
    icu::StringPiece piece(bytes, static_cast<int32_t>(count));
    mapCase(mapper->letters, mapper->locale, mapper->foldOptions, piece, mapper->cased, edits, error);
    if (mapper->cased.error) return mapper->cased.error;
    if (edits) mapper->casingStarts.start(*edits, error), mapper->casingEnds.start(*edits, error);
    if (U_FAILURE(error)) return error;
    bytes = mapper->cased.data;
    count = mapper->cased.count;
  }
  *mapped = reinterpret_cast<const uint8_t *>(bytes);
  *mapped_count = count;
  return 0;
}

int32_t cicu_mapper_sources(cicu_mapper *mapper, const ctext_span *spans, size_t count, ctext_span *sources) {
  if (!mapper->track) return U_INVALID_STATE_ERROR;
  UErrorCode error = U_ZERO_ERROR;
  const bool cases = mapper->letters != CICU_KEEP_CASE;
  for (size_t i = 0; i < count; i++) {
    uint32_t start = spans[i].start, end = spans[i].end;
    if (cases) start = mapper->casingStarts.sourceStart(start, error);
    if (cases) end = mapper->casingEnds.sourceEnd(end, error);
    if (mapper->normalizer) start = mapper->normalizingStarts.sourceStart(start, error);
    if (mapper->normalizer) end = mapper->normalizingEnds.sourceEnd(end, error);
    sources[i] = ctext_span{spans[i].start == spans[i].end ? end : start, end};
  }
  return U_FAILURE(error) ? error : 0;
}

size_t cicu_reordering_run(const uint8_t *text, size_t count, size_t limit, size_t *length) {
  size_t start = 0;
  for (size_t at = 0; at < count;) {
    UChar32 scalar;
    const size_t before = at;
    U8_NEXT(text, at, count, scalar);
    if (scalar < 0x300 || u_getCombiningClass(scalar) == 0) {
      if (before - start > limit) return *length = before - start, start;
      start = at;
    }
  }
  *length = count - start;
  return *length > limit ? start : count;
}
