#include "mapping.h"
#include "rules.h"
#include "clones.h"
#include <string.h>

/// Copies 64 bytes, capitals lowered where `bit` is 0x20, not 0; returns whether any has the high bit.
static inline __attribute__((always_inline)) bool lower_block(const uint8_t *text, uint8_t *mapped, uint8_t bit) {
  uint8_t all = 0;
  for (size_t i = 0; i < 64; i++) {
    const uint8_t byte = text[i];
    all |= byte;
    mapped[i] = byte | ((uint8_t)(byte - 'A') < 26 ? bit : 0);
  }
  return all >= 0x80;
}

/// Maps the scalars beyond ASCII that begin in `text[start..<end]`; `end` where all of them are simple.
static size_t map_foreign(const ctext_mapping *mapping, const uint8_t *text, size_t start, size_t end,
                          uint8_t *mapped) {
  for (size_t i = start; i < end;) {
    if (text[i] < 0x80 || (text[i] & 0xC0) == 0x80) {
      i++;
      continue;
    }
    size_t length;
    const uint32_t scalar = scalar_at(text + i, &length);
    if (scalar >= 0x10000) {
      const uint32_t place = scalar - 0x10000;
      if ((mapping->special[place >> 3] >> (place & 7)) & 1) return i;
    } else {
      const uint32_t becomes = mapping->scalars[scalar];
      if (becomes == CTEXT_SPECIAL) return i;
      if (becomes != scalar) {
        if (length == 2) {
          mapped[i] = (uint8_t)(0xC0 | becomes >> 6);
        } else {
          mapped[i] = (uint8_t)(0xE0 | becomes >> 12);
          mapped[i + 1] = (uint8_t)(0x80 | (becomes >> 6 & 0x3F));
        }
        mapped[i + length - 1] = (uint8_t)(0x80 | (becomes & 0x3F));
      }
    }
    i += length;
  }
  return end;
}

/// The end of the leading blocks of ASCII, which are mapped, or of the first one that is not ASCII alone.
CLONES static size_t map_blocks(const uint8_t *text, size_t start, size_t size, uint8_t *mapped, uint8_t bit,
                                bool *foreign) {
  size_t i = start;
  *foreign = false;
  while (size - i >= 64 && !*foreign) {
    *foreign = lower_block(text + i, mapped + i, bit);
    i += 64;
  }
  return i;
}

size_t ctext_map(const ctext_mapping *mapping, const uint8_t *text, size_t size, uint8_t *mapped) {
  const uint8_t bit = mapping->lowers ? 0x20 : 0;
  size_t at = 0;
  // A scalar that begins in one block and ends in the next is mapped after both have been copied.
  size_t mapped_from = 0, foreign_from = 0;
  bool waiting = false;
  while (size - at >= 64) {
    bool foreign;
    const size_t end = map_blocks(text, at, size, mapped, bit, &foreign);
    if (waiting) {
      const size_t special = map_foreign(mapping, text, foreign_from, mapped_from, mapped);
      if (special < mapped_from) return special;
    }
    waiting = foreign;
    if (foreign) {
      foreign_from = end - 64;
      mapped_from = end;
    }
    at = end;
  }
  for (size_t i = at; i < size; i++) mapped[i] = text[i] | ((uint8_t)(text[i] - 'A') < 26 ? bit : 0);
  if (waiting) {
    const size_t special = map_foreign(mapping, text, foreign_from, mapped_from, mapped);
    if (special < mapped_from) return special;
  }
  return map_foreign(mapping, text, at, size, mapped);
}
