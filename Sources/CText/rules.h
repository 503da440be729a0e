#pragma once
#include "breaks.h"

enum { SETS = 20, RELATIONS = 12, FOREIGN = 128, SYMBOLS = 129, MARKS = 32, STOP = 0, END_OF_TEXT = 1 };

/// A set of bytes. A byte b below 0x80 is in it where bit b >> 4 of `low[b & 15]` is set; all others are, or none.
typedef struct byte_set {
  uint8_t low[16];
  bool foreign;
} byte_set;

/// Between a byte of one set and a byte of the other; where a byte of the set `next` follows there is a boundary.
typedef struct relation {
  uint8_t left, right, next;
} relation;

struct ctext_rules {
  uint32_t dictionary, start;
  bool whole, lines, foreign_joins;
  ctext_path path;
  uint8_t next[256 * CTEXT_CATEGORIES];
  uint8_t accepting[256], marking[256];
  int32_t status[256];
  const uint16_t *scalars;
  uint16_t ascii[128];
  uint8_t pairs[CTEXT_CATEGORIES][CTEXT_CATEGORIES];
  /// The same by symbol: bytes below 0x80, and one for all others.
  uint8_t symbols[SYMBOLS][SYMBOLS];
  /// Sets by number, and the sets that each byte is in. The first three: visible bytes, line feed, nothing.
  byte_set sets[SETS];
  uint32_t set_count, memberships[SYMBOLS];
  relation joins[RELATIONS], maybes[RELATIONS];
  uint32_t join_count, maybe_count;
  /// Whether sets and relations say all that `symbols` says.
  bool has_sets;
};

enum { VISIBLE_SET = 0, LINE_SET = 1, NOTHING_SET = 2 };

static inline uint32_t symbol_of(uint8_t byte) { return byte < 0x80 ? byte : FOREIGN; }

/// The scalar at `text`, which is UTF-8, and its length.
static inline uint32_t scalar_at(const uint8_t *text, size_t *length) {
  uint32_t first = text[0];
  if (first < 0x80) return *length = 1, first;
  if (first < 0xE0) return *length = 2, (first & 0x1F) << 6 | (text[1] & 0x3F);
  if (first < 0xF0) return *length = 3, (first & 0x0F) << 12 | (text[1] & 0x3Fu) << 6 | (text[2] & 0x3F);
  *length = 4;
  return (first & 0x07) << 18 | (text[1] & 0x3Fu) << 12 | (text[2] & 0x3Fu) << 6 | (text[3] & 0x3F);
}
