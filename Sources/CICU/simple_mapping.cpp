#include "mapper.h"
#include <new>
#include <string>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>
#include <vector>

struct cicu_simple_mapping {
  ctext_mapping mapping;
  uint16_t scalars[0x10000];
  uint8_t special[0x100000 / 8];
};

namespace {

// Only these categories have case, or letters that change with it: Ll, Lm, Lo of some scripts, Lt, Lu, Mn, Nl, So.
constexpr uint32_t casing = U_GC_LC_MASK | U_GC_LM_MASK | U_GC_MN_MASK | U_GC_MC_MASK | U_GC_NL_MASK | U_GC_SO_MASK;

void add(std::string &text, UChar32 scalar) {
  char bytes[4];
  int32_t length = 0;
  UBool failed = false;
  U8_APPEND(bytes, length, 4, scalar, failed);
  text.append(bytes, static_cast<size_t>(length));
}

// Each scalar mapped by itself, and within the text `before` and `after`; one line each.
bool mapLines(const cicu_mapper *mapper, const std::vector<UChar32> &scalars, const char *before, const char *after,
              std::vector<std::string> &lines, UErrorCode &error) {
  std::string text;
  for (UChar32 scalar : scalars) {
    text += before;
    add(text, scalar);
    text += after;
    text += '\n';
  }
  Bytes mapped;
  mapCase(mapper->letters, mapper->locale, mapper->foldOptions, {text.data(), static_cast<int32_t>(text.size())}, mapped,
          nullptr, error);
  if (mapped.error == CICU_NO_MEMORY) error = U_MEMORY_ALLOCATION_ERROR;
  if (mapped.error || U_FAILURE(error)) return false;
  lines.clear();
  for (size_t start = 0; start < mapped.count;) {
    auto end = static_cast<const char *>(memchr(mapped.data + start, '\n', mapped.count - start));
    if (!end) return false;
    lines.emplace_back(mapped.data + start, static_cast<size_t>(end - mapped.data) - start);
    start = static_cast<size_t>(end - mapped.data) + 1;
  }
  return lines.size() == scalars.size();
}

struct Candidates {
  std::vector<UChar32> low;
  uint8_t *special;
};

UBool U_CALLCONV collect(const void *context, UChar32 start, UChar32 limit, UCharCategory type) {
  auto candidates = static_cast<Candidates *>(const_cast<void *>(context));
  if (!(U_MASK(type) & casing)) return true;
  for (UChar32 scalar = start; scalar < limit; scalar++) {
    if (scalar >= 0x10000) {
      // Symbols without case, emoji among them, are most of what is written there.
      if (type != U_OTHER_SYMBOL) candidates->special[(scalar - 0x10000) >> 3] |= uint8_t(1 << (scalar & 7));
    } else if (scalar >= 0x80) {
      candidates->low.push_back(scalar);
    }
  }
  return true;
}

// Fills in what case does; false where the locale has rules of its own.
bool addCase(const cicu_mapper *mapper, cicu_simple_mapping *simple, UErrorCode &error) {
  Candidates candidates = {{}, simple->special};
  // Nothing may be thrown through ICU, which calls back.
  candidates.low.reserve(0x10000);
  u_enumCharTypes(collect, &candidates);
  std::vector<std::string> alone, within, last, dotted, plain;
  if (!mapLines(mapper, candidates.low, "", "", alone, error) ||
      !mapLines(mapper, candidates.low, "a", "a", within, error) ||
      !mapLines(mapper, candidates.low, "a", "", last, error))
    return false;
  for (size_t i = 0; i < candidates.low.size(); i++) {
    const UChar32 scalar = candidates.low[i];
    std::string self;
    add(self, scalar);
    // What is around it must not matter, and its place must keep its length.
    const bool simply = within[i] == "a" + alone[i] + "a" && last[i] == "a" + alone[i] && alone[i].size() == self.size();
    UChar32 becomes = CTEXT_SPECIAL;
    if (simply) {
      int32_t position = 0;
      U8_NEXT(alone[i].data(), position, static_cast<int32_t>(alone[i].size()), becomes);
      if (position != static_cast<int32_t>(alone[i].size())) becomes = CTEXT_SPECIAL;
    }
    simple->scalars[scalar] = static_cast<uint16_t>(becomes);
  }
  // The rules of some languages look at a dot above; the root's do not.
  cicu_mapper root;
  root.locale[0] = '\0';
  root.letters = mapper->letters;
  for (UChar32 capital = 'A'; capital <= 'Z'; capital++) candidates.low.push_back(capital);
  return mapLines(mapper, candidates.low, "i", "\u0307\u0301", dotted, error) &&
         mapLines(&root, candidates.low, "i", "\u0307\u0301", plain, error) && dotted == plain;
}

}  // namespace

int32_t cicu_simple_mapping_open(const cicu_mapper *mapper, cicu_simple_mapping **out) {
  *out = nullptr;
  auto simple = static_cast<cicu_simple_mapping *>(calloc(1, sizeof(cicu_simple_mapping)));
  if (!simple) return CICU_NO_MEMORY;
  for (uint32_t scalar = 0x80; scalar < 0x10000; scalar++) simple->scalars[scalar] = static_cast<uint16_t>(scalar);
  simple->mapping = {mapper->letters != CICU_KEEP_CASE, simple->scalars, simple->special};
  UErrorCode error = U_ZERO_ERROR;
  bool plain = true;
  try {
    if (mapper->letters != CICU_KEEP_CASE) plain = addCase(mapper, simple, error);
  } catch (const std::bad_alloc &) {
    error = U_MEMORY_ALLOCATION_ERROR;
  }
  if (!plain || U_FAILURE(error)) {
    free(simple);
    return U_FAILURE(error) ? error : 0;
  }
  if (mapper->normalizer) {
    // Text of characters that are always as they should be, none of which reorders, is as it should be. Past the planes
    // of scripts nobody asks.
    const UProperty check = mapper->compatible ? UCHAR_NFKC_QUICK_CHECK : UCHAR_NFC_QUICK_CHECK;
    memset(simple->special + (0x30000 - 0x10000) / 8, 0xFF, (0x110000 - 0x30000) / 8);
    for (UChar32 scalar = 0x80; scalar < 0x30000; scalar++) {
      if (u_getIntPropertyValue(scalar, check) == UNORM_YES && u_getCombiningClass(scalar) == 0) continue;
      if (scalar < 0x10000) simple->scalars[scalar] = CTEXT_SPECIAL;
      else simple->special[(scalar - 0x10000) >> 3] |= uint8_t(1 << (scalar & 7));
    }
  }
  *out = simple;
  return 0;
}

void cicu_simple_mapping_close(cicu_simple_mapping *simple) { free(simple); }

const ctext_mapping *cicu_simple_mapping_get(const cicu_simple_mapping *simple) { return &simple->mapping; }
