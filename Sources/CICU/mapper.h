// The mapper's insides, for this target alone.
#pragma once
#include "cicu.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

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
  uint32_t source = 0; // where the units walked past end in the source

  void start(const icu::Edits &edits, UErrorCode &error) {
    units = edits.getFineIterator();
    source = 0;
    more = units.next(error);
  }

  uint32_t sourceStart(uint32_t made, UErrorCode &error) { return place(made, false, error); }
  uint32_t sourceEnd(uint32_t made, UErrorCode &error) { return place(made, true, error); }

private:
  // What a position inside of a changed unit means is the unit's end, or its start.
  uint32_t place(uint32_t made, bool end, UErrorCode &error) {
    // Units that became nothing lie before the next token, and count for the one that ends here.
    while (more && static_cast<uint32_t>(units.destinationIndex() + units.newLength()) <= made) {
      source = static_cast<uint32_t>(units.sourceIndex() + units.oldLength());
      more = units.next(error);
    }
    if (!more) return source;
    uint32_t inside = made - static_cast<uint32_t>(units.destinationIndex());
    if (inside == 0) return source;
    return static_cast<uint32_t>(units.sourceIndex()) +
           (!units.hasChange() ? inside : end ? static_cast<uint32_t>(units.oldLength()) : 0);
  }
};

struct cicu_mapper {
  char locale[CICU_LOCALE_CAPACITY];
  const icu::Normalizer2 *normalizer = nullptr;
  bool compatible = false;
  cicu_case letters = CICU_KEEP_CASE;
  uint32_t foldOptions = 0;
  bool track = false;
  Bytes normalized, cased;
  icu::Edits normalizing, casing;
  // A token may start before the one before it ends, where both come from one unit: each walk goes on for itself.
  Walk normalizingStarts, casingStarts, normalizingEnds, casingEnds;
};

// Maps the case of a text: the one place that calls ICU for it.
void mapCase(cicu_case letters, const char *locale, uint32_t foldOptions, icu::StringPiece text, Bytes &into,
             icu::Edits *edits, UErrorCode &error);
