#include "marks.h"

// MARK: - runs

typedef struct walk {
  const ctext_rules *rules;
  const uint8_t *text;
  size_t size;
  ctext_tail tail;
  ctext_span *spans;
  int32_t *statuses;
  size_t capacity, count, stretch;
} walk;

static uint16_t scalar_info(const ctext_rules *rules, const uint8_t *text, size_t *length) {
  if (*text < 0x80) return *length = 1, rules->ascii[*text];
  return rules->scalars[scalar_at(text, length)];
}

/// One run from the boundary `start`: where the next one is, its status, whether the span is a token, and whether a
/// dictionary must divide it further; `open` where it would have gone on after the text.
INLINE size_t run(const walk *walk, size_t start, int32_t *status, bool *visible, bool *dictionary, bool *open) {
  const ctext_rules *rules = walk->rules;
  size_t end = start, position = start, foreign = SIZE_MAX, seen = SIZE_MAX, first = 0;
  size_t marked[MARKS];
  uint32_t state = rules->start, last = STOP, marks = 0;
  *open = false;
  for (;;) {
    uint32_t category = END_OF_TEXT;
    size_t length = 0;
    if (position < walk->size) {
      const uint16_t info = scalar_info(rules, walk->text + position, &length);
      category = info & CTEXT_CATEGORY;
      if (category >= rules->dictionary && foreign == SIZE_MAX) foreign = position;
      if ((info & CTEXT_VISIBLE) && seen == SIZE_MAX) seen = position;
    } else if (walk->tail != CTEXT_ENDS) {
      *open = true;
      break;
    }
    state = rules->next[state * CTEXT_CATEGORIES + category];
    position += length;
    if (first == 0) first = length;
    const uint8_t accepting = rules->accepting[state], marking = rules->marking[state];
    if (accepting == 1) {
      end = position;
      last = state;
    } else if (accepting > 1 && (marks >> accepting) & 1) {
      end = marked[accepting];
      last = state;
      break;
    }
    if (marking != 0) {
      marked[marking] = position;
      marks |= 1u << marking;
    }
    if (state == STOP || category == END_OF_TEXT) break;
  }
  *status = rules->status[last];
  if (end == start) {
    end = start + first;
    *status = 0;
  }
  *visible = rules->whole || seen < end;
  *dictionary = foreign < end;
  return end;
}

/// Where the stretch ends that begins at `start` and is for the dictionary: some way after its last such scalar, where
/// there is a boundary whatever the dictionary says.
static size_t end_of_stretch(const walk *walk, size_t start) {
  enum { WAY = 256 };
  const ctext_rules *rules = walk->rules;
  size_t position = start, last = start;
  uint32_t before = END_OF_TEXT;
  while (position < walk->size) {
    size_t length;
    const uint32_t category = scalar_info(rules, walk->text + position, &length) & CTEXT_CATEGORY;
    if (position - last >= WAY && rules->pairs[before][category] == CTEXT_BREAK) return position;
    if (category >= rules->dictionary) last = position + length;
    before = category;
    position += length;
  }
  return position;
}

/// Writes the spans from boundary to boundary until `end`, a boundary too. `*position` is how far it came.
static ctext_end run_until(walk *walk, size_t *position, size_t end) {
  const uint8_t *text = walk->text;
  while (*position < end) {
    if (walk->capacity - walk->count <= 64) return CTEXT_FULL;
    int32_t status;
    bool visible, dictionary, open;
    const size_t start = *position, next = run(walk, start, &status, &visible, &dictionary, &open);
    if (open && walk->tail == CTEXT_OPEN) return CTEXT_DONE;
    if (dictionary) {
      walk->stretch = end_of_stretch(walk, start);
      return CTEXT_DICTIONARY;
    }
    const bool line = walk->rules->lines && text[next - 1] == '\n' &&
                      (next - start == 1 || (next - start == 2 && text[start] == '\r'));
    walk->spans[walk->count] = (ctext_span){(uint32_t)(line ? next : start), (uint32_t)next};
    if (walk->statuses) {
      walk->statuses[walk->count++] = status | ((line | visible) ? CTEXT_TOKEN : 0);
    } else {
      walk->count += line | visible;
    }
    *position = next;
  }
  return CTEXT_DONE;
}

// MARK: - walks

/// The spans of `marks` from one certain boundary to another, both in this block, with nothing doubtful between.
INLINE void write(walk *walk, const marks *marks, size_t base, uint32_t from, uint32_t to) {
  uint64_t ends = marks->breaks & bits_from(from + 1) & bits_below(to + 1);
  ctext_span *spans = walk->spans;
  size_t count = walk->count;
  uint32_t start = from;
  if (walk->rules->lines && (marks->lines & bits_from(from) & bits_below(to))) {
    while (ends) {
      const uint32_t end = (uint32_t)__builtin_ctzll(ends);
      const bool line = (marks->lines >> start) & 1;
      spans[count] = (ctext_span){(uint32_t)base + (line ? end : start), (uint32_t)base + end};
      count += (marks->visible >> start) & 1;
      start = end;
      ends &= ends - 1;
    }
  } else {
    while (ends) {
      const uint32_t end = (uint32_t)__builtin_ctzll(ends);
      spans[count] = (ctext_span){(uint32_t)base + start, (uint32_t)base + end};
      count += (marks->visible >> start) & 1;
      start = end;
      ends &= ends - 1;
    }
  }
  walk->count = count;
}

#if defined(__x86_64__)
/// The same with all places of the block at once.
AVX512 static void write_avx512(walk *walk, const marks *marks, size_t base, uint32_t from, uint32_t to) {
  const uint64_t inside = bits_from(from) & bits_below(to);
  if (walk->rules->lines && (marks->lines & inside)) return write(walk, marks, base, from, to);
  // A boundary that a token follows begins one, and one that a token comes before ends it: one for one, in order.
  const uint64_t starts = marks->breaks & marks->visible & inside;
  const uint64_t ends = marks->breaks & marks->visible << 1 & inside << 1;
  const __m512i places = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
      34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5,
      4, 3, 2, 1, 0);
  const __m512i s = _mm512_maskz_compress_epi8(starts, places), e = _mm512_maskz_compress_epi8(ends, places);
  const __m512i offset = _mm512_set1_epi32((int)base);
  const size_t count = (size_t)__builtin_popcountll(starts);
  ctext_span *spans = walk->spans + walk->count;
  const __m512i low = _mm512_unpacklo_epi8(s, e), high = _mm512_unpackhi_epi8(s, e);
  // Eight spans of each quarter's low half, then eight of its high half.
#define WRITE(part, quarter)                                                                                           \
  _mm512_storeu_si512(spans, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(part, quarter)), offset)); \
  spans += 8
#define QUARTER(quarter) WRITE(low, quarter); WRITE(high, quarter)
  QUARTER(0);
  if (__builtin_expect(count > 16, 0)) {
    QUARTER(1);
    QUARTER(2);
    QUARTER(3);
  }
#undef QUARTER
#undef WRITE
  walk->count += count;
}
#endif

enum { LONG_STRETCH = 512 };
typedef void marker(const ctext_rules *, const uint8_t *, uint8_t, size_t, marks *);
typedef void writer(walk *, const marks *, size_t, uint32_t, uint32_t);

/// A stretch without a certain boundary inside: one span, or, where something in it is doubtful, what the rules say.
INLINE ctext_end close_stretch(walk *walk, size_t *position, size_t end, bool doubtful) {
  if (doubtful) return run_until(walk, position, end);
  const uint8_t first = walk->text[*position];
  const uint32_t sets = walk->rules->memberships[symbol_of(first)];
  const bool line = walk->rules->lines && first == '\n';
  walk->spans[walk->count] = (ctext_span){(uint32_t)(line ? end : *position), (uint32_t)end};
  walk->count += (sets >> VISIBLE_SET) & 1;
  *position = end;
  return CTEXT_DONE;
}

INLINE ctext_end walk_blocks(walk *walk, size_t *position, marker mark, writer write) {
  const uint8_t *text = walk->text;
  // The stretch that is open: from `*position`, and whether something in it is doubtful.
  bool doubtful = false;
  size_t base = *position;
  uint8_t previous = 0;
  for (; base < walk->size; base += 64) {
    // One span that was open, and at most one a byte: those that the rules find leave room for the rest of the block.
    if (walk->capacity - walk->count <= 66) return CTEXT_FULL;
    marks marks;
    mark(walk->rules, text + base, previous, walk->size - base, &marks);
    if (base == *position) {
      marks.breaks |= 1;
      marks.maybes &= ~UINT64_C(1);
    }
    if (walk->size - base < 64) {
      const uint64_t inside = bits_below((uint32_t)(walk->size - base));
      marks.breaks &= inside;
      marks.maybes &= inside;
    }
    previous = text[base + 63];
    uint64_t breaks = marks.breaks;
    if (breaks == 0) {
      doubtful |= marks.maybes != 0;
      if (!doubtful || base - *position < LONG_STRETCH) continue;
      // A walk that is broken off begins anew where the stretch does: text without certain boundaries must not be marked
      // over and over. A run is exact from any boundary, and so the marking can go on from where it ends.
      const ctext_end end = run_until(walk, position, base);
      if (end != CTEXT_DONE) return end;
      doubtful = false;
      base = *position - 64;
      continue;
    }
    uint32_t at = (uint32_t)__builtin_ctzll(breaks);
    if (base + at > *position) {
      doubtful |= (marks.maybes & bits_below(at)) != 0;
      const ctext_end end = close_stretch(walk, position, base + at, doubtful);
      if (end != CTEXT_DONE) return end;
    }
    doubtful = false;
    uint64_t maybes = marks.maybes & bits_from(at);
    while (maybes) {
      const uint32_t maybe = (uint32_t)__builtin_ctzll(maybes);
      const uint32_t from = 63 - (uint32_t)__builtin_clzll(breaks & bits_below(maybe));
      write(walk, &marks, base, at, from);
      *position = base + from;
      const uint64_t later = breaks & bits_from(maybe);
      if (!later) {
        doubtful = true;
        break;
      }
      at = (uint32_t)__builtin_ctzll(later);
      const ctext_end end = run_until(walk, position, base + at);
      if (end != CTEXT_DONE) return end;
      maybes &= bits_from(at);
    }
    if (doubtful) continue;
    const uint32_t last = 63 - (uint32_t)__builtin_clzll(breaks);
    write(walk, &marks, base, at, last);
    *position = base + last;
  }
  return *position < walk->size ? close_stretch(walk, position, walk->size, doubtful) : CTEXT_DONE;
}

static ctext_end walk_plainly(walk *walk, size_t *position) { return walk_blocks(walk, position, mark_plainly, write); }
#if defined(__x86_64__)
AVX2 static ctext_end walk_avx2(walk *walk, size_t *position) { return walk_blocks(walk, position, mark_avx2, write); }
AVX512 static ctext_end walk_avx512(walk *walk, size_t *position) { return walk_blocks(walk, position, mark_avx512, write_avx512); }
#endif

ctext_end ctext_breaks(const ctext_rules *rules, const uint8_t *text, size_t size, ctext_tail tail, size_t *position,
                       ctext_span *spans, int32_t *statuses, size_t capacity, size_t *count, size_t *stretch) {
  walk walk = {rules, text, size, tail, spans, statuses, capacity, 0, 0};
  ctext_end end;
  if (statuses) {
    end = run_until(&walk, position, size);
  } else {
#if defined(__x86_64__)
    if (rules->path == CTEXT_AVX512) end = walk_avx512(&walk, position);
    else if (rules->path == CTEXT_AVX2) end = walk_avx2(&walk, position);
    else
#endif
      end = walk_plainly(&walk, position);
  }
  *count = walk.count;
  *stretch = walk.stretch;
  return end;
}
