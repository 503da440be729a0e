/// Loops over the bytes of a text that must run at memory's speed, where Swift's bounds checks would not let them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The length of the longest prefix that is whole characters of UTF-8 (The Unicode Standard, table 3-7).
size_t ctext_utf8_prefix(const uint8_t *bytes, size_t count);

/// The length of what `ctext_utf8_prefix` stops at, of `count` > 0 bytes: the maximal subpart of an ill-formed sequence
/// (The Unicode Standard, section 3.9, definition D93b), at least 1. `*whole` is false where the bytes end in it, so
/// that it may yet become a character.
size_t ctext_utf8_subpart(const uint8_t *bytes, size_t count, bool *whole);

/// Copies UTF-8, with U+FFFD for each maximal subpart of an ill-formed sequence, or nothing where `replace` is false.
///
/// `out` has room for 3 × `count` bytes; returns how many are used. `*consumed` leaves out an unfinished character at
/// the end, unless the bytes are the text's `last`. `*invalid` gets the number of subparts.
size_t ctext_utf8_repair(const uint8_t *bytes, size_t count, bool last, bool replace, uint8_t *out, size_t *consumed,
                         size_t *invalid);

typedef struct ctext_counts {
  size_t scalars, line_feeds, carriage_returns;
  /// CR with LF after it.
  size_t pairs;
  /// Tabs, vertical tabs and form feeds.
  size_t tabs;
} ctext_counts;
/// The number of characters of UTF-8 text, and of the white space of ASCII but spaces among them.
ctext_counts ctext_count(const uint8_t *text, size_t count);

/// A line, its LF with it: where it ends, and its characters.
typedef struct ctext_line {
  uint32_t end, scalars;
} ctext_line;
/// Writes the lines of UTF-8 text of less than 4 GiB that an LF ends, from `*position`, at most `capacity`; returns how
/// many. `*position` becomes the last one's end.
size_t ctext_lines(const uint8_t *text, size_t count, size_t *position, ctext_line *lines, size_t capacity);

/// The position after the last LF, or 0.
size_t ctext_last_line_end(const uint8_t *bytes, size_t count);

/// The first byte over 0x7F, or `count`.
size_t ctext_ascii_prefix(const uint8_t *bytes, size_t count);
