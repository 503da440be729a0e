#include "cicu.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucptrie.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace {

// The head of ICU's compiled break rules, as in its rbbidata.h of format 6: what `ubrk_getBinaryRules` hands out.
struct Header {
  uint32_t magic;
  uint8_t format[4];
  uint32_t length, categories;
  uint32_t forward, forwardLength, reverse, reverseLength;
  uint32_t trie, trieLength, source, sourceLength, statuses, statusesLength;
  uint32_t reserved[6];
};

struct Table {
  uint32_t states, rowLength, dictionary, lookAheads, flags;
};

constexpr uint32_t magic = 0xB1A0;
constexpr uint8_t format = 6;
// Of a table's flags: a run begins with category 2; rows are of bytes.
constexpr uint32_t startOfText = 2, bytes8 = 4;
// A row: accepting, look-ahead, index of statuses, next states.
constexpr uint32_t rowHead = 3;
// Marks of look-ahead rules that there may be.
constexpr uint32_t marks = 32;

}  // namespace

struct cicu_automaton {
  ctext_automaton automaton;
  uint8_t *next;
  uint8_t *accepting, *marking;
  int32_t *status;
  uint16_t *scalars;
};

// Reads rows of bytes or of two bytes; false where the table does what a plain automaton cannot.
template <typename Cell>
static bool readRows(const Table *table, const uint8_t *rows, uint32_t categories, const int32_t *statuses,
                     uint32_t statusCount, cicu_automaton *into) {
  for (uint32_t state = 0; state < table->states; state++) {
    auto row = reinterpret_cast<const Cell *>(rows + static_cast<size_t>(state) * table->rowLength);
    uint32_t accepting = row[0], marking = row[1], tags = row[2];
    if (accepting >= marks || marking >= marks || tags >= statusCount) return false;
    int32_t count = statuses[tags];
    if (count < 1 || static_cast<uint32_t>(count) >= statusCount - tags) return false;
    into->accepting[state] = static_cast<uint8_t>(accepting);
    into->marking[state] = static_cast<uint8_t>(marking > 1 ? marking : 0);
    into->status[state] = statuses[tags + static_cast<uint32_t>(count)];
    for (uint32_t category = 0; category < categories; category++) {
      if (row[rowHead + category] >= table->states) return false;
      into->next[state * categories + category] = static_cast<uint8_t>(row[rowHead + category]);
    }
  }
  // A run that has stopped must not accept.
  return into->accepting[0] == 0;
}

struct Properties {
  uint16_t *scalars;
  const UNormalizer2 *nfc, *nfkc;
};

// Looks at what a form makes of a scalar: whether it begins with a scalar of the same category and flags, and whether
// that is all of it. Text is cut before it is normalised, and divided after.
static bool keepsItsKind(const uint16_t *scalars, UChar32 scalar, const UNormalizer2 *form, bool alone) {
  constexpr int32_t capacity = 64;
  UChar units[2], made[capacity];
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0, position = 0;
  U16_APPEND_UNSAFE(units, length, scalar);
  length = unorm2_normalize(form, units, length, made, capacity, &error);
  if (U_FAILURE(error) || length == 0) return false;
  UChar32 first;
  U16_NEXT(made, position, length, first);
  constexpr uint16_t kept = CTEXT_CATEGORY | CTEXT_VISIBLE;
  if ((scalars[first] & kept) != (scalars[scalar] & kept)) return false;
  return !alone || first == scalar || (position == length && (scalars[first] & CTEXT_INERT));
}

// Takes back what normalization would make untrue; past the planes of scripts it changes nothing.
static void checkProperties(const Properties *properties) {
  uint16_t *scalars = properties->scalars;
  const uint16_t flags = CTEXT_STEADY | CTEXT_INERT;
  for (UChar32 scalar = 0x2FFFF; scalar >= 0x80; scalar--) {
    if (!(scalars[scalar] & flags) || u_getIntPropertyValue(scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES) continue;
    for (auto form : {properties->nfc, properties->nfkc}) {
      if (!keepsItsKind(scalars, scalar, form, false)) scalars[scalar] &= static_cast<uint16_t>(~flags);
      if ((scalars[scalar] & CTEXT_INERT) && !keepsItsKind(scalars, scalar, form, true))
        scalars[scalar] &= static_cast<uint16_t>(~CTEXT_INERT);
    }
  }
}

static UBool U_CALLCONV addProperties(const void *context, UChar32 start, UChar32 limit, UCharCategory type) {
  auto properties = static_cast<const Properties *>(context);
  const uint32_t mask = U_MASK(type);
  if (!(mask & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)))
    for (UChar32 scalar = start; scalar < limit; scalar++) properties->scalars[scalar] |= CTEXT_VISIBLE | CTEXT_STEADY;
  if (mask & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_P_MASK))
    for (UChar32 scalar = start; scalar < limit; scalar++)
      if (!u_hasBinaryProperty(scalar, UCHAR_CASED) && !u_hasBinaryProperty(scalar, UCHAR_CASE_IGNORABLE) &&
          unorm2_hasBoundaryAfter(properties->nfc, scalar) && unorm2_hasBoundaryAfter(properties->nfkc, scalar))
        properties->scalars[scalar] |= CTEXT_INERT;
  return true;
}

static bool readScalars(const uint8_t *data, const Header *header, uint32_t categories, uint16_t *scalars,
                        UErrorCode &error) {
  auto trie = ucptrie_openFromBinary(UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_ANY, data + header->trie,
                                     static_cast<int32_t>(header->trieLength), nullptr, &error);
  if (U_FAILURE(error)) return false;
  bool known = true;
  uint32_t value = 0;
  for (UChar32 start = 0, end; start < CTEXT_SCALARS; start = end + 1) {
    end = ucptrie_getRange(trie, start, UCPMAP_RANGE_NORMAL, 0, nullptr, nullptr, &value);
    if (end < start) break;
    known &= value < categories;
    for (UChar32 scalar = start; scalar <= end; scalar++) scalars[scalar] = static_cast<uint16_t>(value);
  }
  ucptrie_close(trie);
  const Properties properties = {scalars, unorm2_getNFCInstance(&error), unorm2_getNFKCInstance(&error)};
  if (U_FAILURE(error)) return false;
  u_enumCharTypes(addProperties, &properties);
  checkProperties(&properties);
  return known;
}

static bool read(const uint8_t *data, size_t length, cicu_automaton *into, UErrorCode &error) {
  auto header = reinterpret_cast<const Header *>(data);
  if (length < sizeof(Header) || header->magic != magic || header->format[0] != format || header->length > length)
    return false;
  auto within = [&](uint32_t start, uint32_t size) { return start <= length && size <= length - start; };
  if (!within(header->forward, header->forwardLength) || !within(header->trie, header->trieLength) ||
      !within(header->statuses, header->statusesLength) || header->forwardLength < sizeof(Table))
    return false;
  auto table = reinterpret_cast<const Table *>(data + header->forward);
  const uint8_t *rows = data + header->forward + sizeof(Table);
  const uint32_t categories = header->categories, cell = table->flags & bytes8 ? 1 : 2;
  if (table->states < 2 || table->states > CTEXT_STATES || categories < 3 || categories > CTEXT_CATEGORIES)
    return false;
  if (table->rowLength < (rowHead + categories) * cell ||
      static_cast<size_t>(table->rowLength) * table->states > header->forwardLength - sizeof(Table))
    return false;
  into->next = static_cast<uint8_t *>(calloc(table->states, categories));
  into->accepting = static_cast<uint8_t *>(calloc(table->states, 1));
  into->marking = static_cast<uint8_t *>(calloc(table->states, 1));
  into->status = static_cast<int32_t *>(calloc(table->states, sizeof(int32_t)));
  into->scalars = static_cast<uint16_t *>(calloc(CTEXT_SCALARS, sizeof(uint16_t)));
  if (!into->next || !into->accepting || !into->marking || !into->status || !into->scalars) {
    error = U_MEMORY_ALLOCATION_ERROR;
    return false;
  }
  auto statuses = reinterpret_cast<const int32_t *>(data + header->statuses);
  const uint32_t statusCount = header->statusesLength / sizeof(int32_t);
  const bool plain = cell == 1 ? readRows<uint8_t>(table, rows, categories, statuses, statusCount, into)
                               : readRows<uint16_t>(table, rows, categories, statuses, statusCount, into);
  if (!plain || !readScalars(data, header, categories, into->scalars, error)) return false;
  const uint32_t start = table->flags & startOfText ? into->next[categories + 2] : 1;
  into->automaton = {table->states,   categories,    start,        table->dictionary, into->next,
                     into->accepting, into->marking, into->status, into->scalars};
  return start != 0;
}

int32_t cicu_automaton_open(cicu_text_unit unit, const char *locale, cicu_automaton **out) {
  *out = nullptr;
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(static_cast<UBreakIteratorType>(unit), locale, nullptr, 0, &error);
  if (U_FAILURE(error)) return error;
  int32_t length = ubrk_getBinaryRules(iterator, nullptr, 0, &error);
  auto data = static_cast<uint8_t *>(U_SUCCESS(error) && length > 0 ? malloc(static_cast<size_t>(length)) : nullptr);
  auto automaton = static_cast<cicu_automaton *>(calloc(1, sizeof(cicu_automaton)));
  if (data) ubrk_getBinaryRules(iterator, data, length, &error);
  ubrk_close(iterator);
  if (length > 0 && !data) error = U_MEMORY_ALLOCATION_ERROR;
  if (automaton && data && U_SUCCESS(error) && read(data, static_cast<size_t>(length), automaton, error)) {
    *out = automaton;
  } else {
    cicu_automaton_close(automaton);
  }
  free(data);
  return error == U_MEMORY_ALLOCATION_ERROR || !automaton ? CICU_NO_MEMORY : 0;
}

void cicu_automaton_close(cicu_automaton *automaton) {
  if (!automaton) return;
  free(automaton->next);
  free(automaton->accepting);
  free(automaton->marking);
  free(automaton->status);
  free(automaton->scalars);
  free(automaton);
}

const ctext_automaton *cicu_automaton_get(const cicu_automaton *automaton) { return &automaton->automaton; }
