#include "cicu.h"
#include <new>
#include <stdlib.h>
#include <string.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

namespace {

// ICU's own sinks throw where memory is refused, and count in 32 bits.
class Bytes : public icu::ByteSink {
public:
  ~Bytes() override { free(data); }

  void clear() {
    count = 0;
    error = 0;
  }

  void Append(const char *bytes, int32_t length) override {
    size_t more = static_cast<size_t>(length);
    if (error) return;
    if (more > CICU_MAX_TEXT - count) {
      error = CICU_TOO_LONG;
      return;
    }
    if (more > capacity - count) {
      size_t larger = (count + more) * 2;
      auto moved = static_cast<char *>(realloc(data, larger));
      if (!moved) {
        error = CICU_NO_MEMORY;
        return;
      }
      data = moved;
      capacity = larger;
    }
    if (more) memcpy(data + count, bytes, more);
    count += more;
  }

  char *data = nullptr;
  size_t count = 0, capacity = 0;
  int32_t error = 0;
};

// Walks a list of edits along rising positions in what they made.
struct Walk {
  icu::Edits::Iterator units;
  bool more = false;
  uint32_t source = 0;  // where the units walked past end in the source,

  void start(const icu::Edits &edits, UErrorCode &error) {
    units = edits.getFineIterator();
    source = 0;
    more = units.next(error);
  }

  uint32_t sourceEnd(uint32_t made, UErrorCode &error) {
    // Units that became nothing lie before the next token, and count for the one that ends here.
    while (more && static_cast<uint32_t>(units.destinationIndex() + units.newLength()) <= made) {
      source = static_cast<uint32_t>(units.sourceIndex() + units.oldLength());
      more = units.next(error);
    }
    if (!more) return source;
    uint32_t inside = made - static_cast<uint32_t>(units.destinationIndex());
    if (inside == 0) return source;
    return static_cast<uint32_t>(units.sourceIndex()) +
           (units.hasChange() ? static_cast<uint32_t>(units.oldLength()) : inside);
  }
};

}  // namespace

struct cicu_mapper {
  char locale[CICU_LOCALE_CAPACITY];
  const icu::Normalizer2 *normalizer = nullptr;
  bool lower = false, track = false;
  Bytes normalized, lowered;
  icu::Edits normalizing, lowering;
  Walk normalizingWalk, loweringWalk;
};

int32_t cicu_mapper_open(const char *locale, cicu_normalization normalization, bool lower, bool track,
                         cicu_mapper **out) {
  *out = nullptr;
  if (strlen(locale) >= CICU_LOCALE_CAPACITY) return U_ILLEGAL_ARGUMENT_ERROR;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = nullptr;
  if (normalization == CICU_NFC) normalizer = icu::Normalizer2::getNFCInstance(error);
  if (normalization == CICU_NFKC) normalizer = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return error;
  auto mapper = new (std::nothrow) cicu_mapper;
  if (!mapper) return CICU_NO_MEMORY;
  strcpy(mapper->locale, locale);
  mapper->normalizer = normalizer;
  mapper->lower = lower;
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
    if (edits) mapper->normalizingWalk.start(*edits, error);
    if (U_FAILURE(error)) return error;
    bytes = mapper->normalized.data;
    count = mapper->normalized.count;
  }
  if (mapper->lower) {
    mapper->lowered.clear();
    mapper->lowering.reset();
    icu::Edits *edits = mapper->track ? &mapper->lowering : nullptr;
    icu::StringPiece piece(bytes, static_cast<int32_t>(count));
    icu::CaseMap::utf8ToLower(mapper->locale, 0, piece, mapper->lowered, edits, error);
    if (mapper->lowered.error) return mapper->lowered.error;
    if (edits) edits->copyErrorTo(error);
    if (edits) mapper->loweringWalk.start(*edits, error);
    if (U_FAILURE(error)) return error;
    bytes = mapper->lowered.data;
    count = mapper->lowered.count;
  }
  *mapped = reinterpret_cast<const uint8_t *>(bytes);
  *mapped_count = count;
  return 0;
}

int32_t cicu_mapper_source_ends(cicu_mapper *mapper, const cicu_span *spans, size_t count, uint32_t *ends) {
  if (!mapper->track) return U_INVALID_STATE_ERROR;
  UErrorCode error = U_ZERO_ERROR;
  for (size_t i = 0; i < count; i++) {
    uint32_t end = spans[i].end;
    if (mapper->lower) end = mapper->loweringWalk.sourceEnd(end, error);
    if (mapper->normalizer) end = mapper->normalizingWalk.sourceEnd(end, error);
    ends[i] = end;
  }
  return U_FAILURE(error) ? error : 0;
}
