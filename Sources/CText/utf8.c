#define _GNU_SOURCE
#include "utf8.h"
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// A shift-based automaton (Per Vognsen, "Shift-based DFAs", 2021) over table 3-7 of The Unicode Standard: a state is the
// number of bits by which a byte's row is shifted to find the next state. A step is one shift, with no branch to
// mispredict: text of two- and three-byte scripts costs what any other does.
enum {
  WRONG = 0,
  WHOLE = 6,    // between two characters
  ONE = 12,     // one more byte 80–BF
  TWO = 18,     // two more
  THREE = 24,   // three more
  AFTER_E0 = 30, // A0–BF, then one more
  AFTER_ED = 36, // 80–9F, then one more
  AFTER_F0 = 42, // 90–BF, then two more
  AFTER_F4 = 48, // 80–8F, then two more
};

#define LEAD(next) ((uint64_t)(next) << WHOLE)
#define FOLLOWS                                                                                                        \
  ((uint64_t)WHOLE << ONE | (uint64_t)ONE << TWO | (uint64_t)TWO << THREE)

static const uint64_t rows[256] = {
    [0x00 ... 0x7F] = LEAD(WHOLE),
    [0x80 ... 0x8F] = FOLLOWS | (uint64_t)ONE << AFTER_ED | (uint64_t)TWO << AFTER_F4,
    [0x90 ... 0x9F] = FOLLOWS | (uint64_t)ONE << AFTER_ED | (uint64_t)TWO << AFTER_F0,
    [0xA0 ... 0xBF] = FOLLOWS | (uint64_t)ONE << AFTER_E0 | (uint64_t)TWO << AFTER_F0,
    [0xC2 ... 0xDF] = LEAD(ONE),
    [0xE0] = LEAD(AFTER_E0),
    [0xE1 ... 0xEC] = LEAD(TWO),
    [0xED] = LEAD(AFTER_ED),
    [0xEE ... 0xEF] = LEAD(TWO),
    [0xF0] = LEAD(AFTER_F0),
    [0xF1 ... 0xF3] = LEAD(THREE),
    [0xF4] = LEAD(AFTER_F4),
};

static inline uint64_t step(uint64_t state, uint8_t byte) { return rows[byte] >> (state & 63); }

static inline bool is_ascii(const uint8_t *bytes, size_t count) {
  uint8_t all = 0;
  for (size_t i = 0; i < count; i++) all |= bytes[i];
  return all < 0x80;
}

size_t ctext_ascii_prefix(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (count - at >= 64 && is_ascii(bytes + at, 64)) at += 64;
  while (at < count && bytes[at] < 0x80) at++;
  return at;
}

size_t ctext_utf8_prefix(const uint8_t *bytes, size_t count) {
  uint64_t state = WHOLE;
  size_t at = 0;
  while (count - at >= 16) {
    if ((state & 63) == WHOLE) {
      while (count - at >= 64 && is_ascii(bytes + at, 64)) at += 64;
      while (count - at >= 16 && is_ascii(bytes + at, 16)) at += 16;
      if (count - at < 16) break;
    }
    uint64_t next = state;
    for (size_t i = 0; i < 16; i++) next = step(next, bytes[at + i]);
    if ((next & 63) == WRONG) break;
    state = next;
    at += 16;
  }
  // What is left is short, or wrong within 16 bytes: the character that it begins in, and then byte by byte.
  if ((state & 63) != WHOLE)
    do at--;
    while ((bytes[at] & 0xC0) == 0x80);
  size_t whole = at;
  for (state = WHOLE; at < count; at++) {
    state = step(state, bytes[at]);
    if ((state & 63) == WRONG) break;
    if ((state & 63) == WHOLE) whole = at + 1;
  }
  return whole;
}

size_t ctext_utf8_subpart(const uint8_t *bytes, size_t count, bool *whole) {
  uint64_t state = WHOLE;
  size_t at = 0;
  while (at < count) {
    state = step(state, bytes[at]);
    if ((state & 63) == WRONG) break;
    at++;
  }
  *whole = at < count;
  return at ? at : 1;
}

size_t ctext_utf8_repair(const uint8_t *bytes, size_t count, bool last, bool replace, uint8_t *out, size_t *consumed,
                         size_t *invalid) {
  size_t at = 0, used = 0;
  *invalid = 0;
  while (at < count) {
    const size_t good = ctext_utf8_prefix(bytes + at, count - at);
    memcpy(out + used, bytes + at, good);
    used += good;
    at += good;
    if (at == count) break;
    bool whole;
    const size_t subpart = ctext_utf8_subpart(bytes + at, count - at, &whole);
    if (!whole && !last) break;
    if (replace) {
      memcpy(out + used, "\xEF\xBF\xBD", 3);
      used += 3;
    }
    at += subpart;
    ++*invalid;
  }
  *consumed = at;
  return used;
}

ctext_counts ctext_count(const uint8_t *text, size_t count) {
  ctext_counts counts = {0};
  size_t at = 0;
  while (at < count) {
    // Bytes are summed in bytes, which vectorises 16 or 32 wide; 192 steps cannot overflow one.
    uint8_t scalars[64] = {0}, line_feeds[64] = {0}, carriage_returns[64] = {0}, spaces[64] = {0};
    size_t steps = (count - at) / 64;
    if (steps > 192) steps = 192;
    for (size_t k = 0; k < steps; k++, at += 64)
      for (size_t i = 0; i < 64; i++) {
        scalars[i] += (int8_t)text[at + i] > (int8_t)0xBF;
        line_feeds[i] += text[at + i] == '\n';
        carriage_returns[i] += text[at + i] == '\r';
        spaces[i] += (uint8_t)(text[at + i] - '\t') <= '\r' - '\t';
      }
    for (size_t i = 0; i < 64; i++) {
      counts.scalars += scalars[i];
      counts.line_feeds += line_feeds[i];
      counts.carriage_returns += carriage_returns[i];
      counts.tabs += spaces[i];
    }
    if (steps == 0)
      for (; at < count; at++) {
        counts.scalars += (int8_t)text[at] > (int8_t)0xBF;
        counts.line_feeds += text[at] == '\n';
        counts.carriage_returns += text[at] == '\r';
        counts.tabs += (uint8_t)(text[at] - '\t') <= '\r' - '\t';
      }
  }
  counts.tabs -= counts.line_feeds + counts.carriage_returns;
  // Most texts have none.
  if (counts.carriage_returns)
    for (size_t i = 1; i < count; i++) counts.pairs += text[i] == '\n' && text[i - 1] == '\r';
  return counts;
}

size_t ctext_last_line_end(const uint8_t *bytes, size_t count) {
  const uint8_t *found = memrchr(bytes, '\n', count);
  return found ? (size_t)(found - bytes) + 1 : 0;
}

/// Of 64 bytes, which are LF, and which continue a character.
static inline void line_masks(const uint8_t *bytes, uint64_t *ends, uint64_t *continuing) {
  *ends = *continuing = 0;
#if defined(__SSE2__)
  for (int part = 0; part < 4; part++) {
    const __m128i sixteen = _mm_loadu_si128((const __m128i *)bytes + part);
    // Bytes 80–BF are the lowest as signed numbers.
    const __m128i low = _mm_cmplt_epi8(sixteen, _mm_set1_epi8(-64));
    *ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_set1_epi8('\n'))) << (16 * part);
    *continuing |= (uint64_t)(uint32_t)_mm_movemask_epi8(low) << (16 * part);
  }
#else
  for (int i = 0; i < 64; i++) {
    *ends |= (uint64_t)(bytes[i] == '\n') << i;
    *continuing |= (uint64_t)((bytes[i] & 0xC0) == 0x80) << i;
  }
#endif
}

size_t ctext_lines(const uint8_t *text, size_t count, size_t *position, ctext_line *lines, size_t capacity) {
  size_t written = 0, start = *position, following = 0;
  for (size_t base = start; base < count && written < capacity; base += 64) {
    uint8_t last[64] = {0};
    const uint8_t *bytes = text + base;
    if (count - base < 64) bytes = memcpy(last, bytes, count - base);
    uint64_t ends, continuing;
    line_masks(bytes, &ends, &continuing);
    while (ends && written < capacity) {
      const uint64_t upto = ends ^ (ends - 1);
      const size_t end = base + (size_t)__builtin_ctzll(ends) + 1;
      following += (size_t)__builtin_popcountll(continuing & upto);
      lines[written++] = (ctext_line){(uint32_t)end, (uint32_t)(end - start - following)};
      continuing &= ~upto;
      following = 0;
      start = end;
      ends &= ends - 1;
    }
    following += (size_t)__builtin_popcountll(continuing);
  }
  *position = start;
  return written;
}
