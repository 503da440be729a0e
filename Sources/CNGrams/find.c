#define _GNU_SOURCE
#include "find.h"
#include <math.h>
#include <sys/mman.h>

enum { LANES = 48 };

// One step of every search before the second step of any: what a lane waits for arrives while the others step. Lanes whose
// search has ended leave.
static void find_lanes(const uint32_t *starts, const uint32_t *words, const uint32_t *parents, const uint32_t *ids,
                       unsigned lanes, uint32_t *found) {
  uint32_t base[LANES], length[LANES], lane[LANES];
  unsigned active = 0;
  for (unsigned i = 0; i < lanes; i++) {
    const uint32_t parent = parents[i];
    found[i] = NGRAMS_NONE;
    if (parent == NGRAMS_NONE) continue;
    const uint32_t from = starts[parent];
    length[active] = starts[parent + 1] - from;
    // Where there is nothing to look at, nothing behind the last word is.
    base[active] = length[active] ? from : 0;
    lane[active] = i;
    found[i] = length[active] == 1 ? base[active] : NGRAMS_NONE;
    __builtin_prefetch(words + base[active] + length[active] / 2);
    active += length[active] > 1;
  }
  // The last word that is not above the id: of `length` candidates, one half is left after each step.
  while (active) {
    unsigned left = 0;
    for (unsigned k = 0; k < active; k++) {
      const uint32_t i = lane[k], half = length[k] / 2, id = ids[i];
      uint32_t is_above = words[base[k] + half] <= id;
      // The compiler must not see that this is 0 or 1: of a branch half the guesses would be wrong.
      __asm__("" : "+r"(is_above));
      const uint32_t at = base[k] + (half & (0u - is_above));
      base[left] = found[i] = at;
      length[left] = length[k] - half;
      lane[left] = i;
      __builtin_prefetch(words + at + length[left] / 2);
      left += length[left] > 1;
    }
    active = left;
  }
  // Of one candidate nothing is left to halve: is it the word?
  for (unsigned i = 0; i < lanes; i++) {
    uint32_t is_other = found[i] == NGRAMS_NONE || words[found[i]] != ids[i];
    __asm__("" : "+r"(is_other));
    found[i] |= 0u - is_other;
  }
}

void ngrams_find(const uint32_t *starts, const uint32_t *words, const uint32_t *parents, const uint32_t *ids,
                 size_t count, uint32_t *found) {
  enum { AHEAD = 2 * LANES };
  for (size_t i = 0; i < count; i += LANES) {
    for (size_t j = i + AHEAD; j < i + AHEAD + LANES && j < count; j++)
      if (parents[j] != NGRAMS_NONE) __builtin_prefetch(starts + parents[j]);
    find_lanes(starts, words, parents + i, ids + i, count - i < LANES ? (unsigned)(count - i) : LANES, found + i);
  }
}

void ngrams_sum_tallies(uint32_t *const *tallies, size_t parts, size_t keys, uint32_t *places) {
  uint32_t sum = 0;
  for (size_t k = 0; k < keys; k++) {
    places[k] = sum;
    for (size_t part = 0; part < parts; part++) {
      const uint32_t mine = tallies[part][k];
      tallies[part][k] = sum;
      sum += mine;
    }
  }
  places[keys] = sum;
}

void ngrams_place(const uint32_t *key_of, size_t first, size_t last, uint32_t *cursors, uint32_t *members) {
  enum { AHEAD = 48 };
  for (size_t i = first; i < last; i++) {
    if (i + AHEAD < last) __builtin_prefetch(cursors + key_of[i + AHEAD], 1);
    members[cursors[key_of[i]]++] = (uint32_t)i;
  }
}

void ngrams_link(const uint32_t *places, const uint32_t *members, size_t first, size_t last,
                 const uint32_t *shorter_starts, const uint32_t *middle_words, const uint32_t *middle_starts,
                 const uint32_t *longer_words, uint32_t *table, uint32_t *suffixes) {
  enum { FEW = 8, NEAR = 12, FAR = 32 };
  const uint32_t all = places[last];
  for (size_t k = first; k < last; k++) {
    const uint32_t from = shorter_starts[k], to = shorter_starts[k + 1];
    const int is_table = to - from > FEW && places[k + 1] - places[k] > 1;
    if (is_table)
      for (uint32_t i = from; i < to; i++) table[middle_words[i]] = i;
    for (uint32_t m = places[k]; m < places[k + 1]; m++) {
      // What a member's numbers point at is fetched in two steps, long before it is needed.
      if (m + FAR < all) __builtin_prefetch(middle_starts + members[m + FAR]);
      if (m + NEAR < all) {
        const uint32_t next = middle_starts[members[m + NEAR]];
        __builtin_prefetch(longer_words + next);
        __builtin_prefetch(suffixes + next, 1);
      }
      uint32_t i = from;
      for (uint32_t j = middle_starts[members[m]]; j < middle_starts[members[m] + 1]; j++) {
        const uint32_t word = longer_words[j];
        if (is_table) {
          suffixes[j] = table[word];
        } else {
          // Both ascend. A long list is halved first: it has but one member.
          uint32_t length = to - i;
          while (length > 1) {
            const uint32_t half = length / 2;
            i = middle_words[i + half] <= word ? i + half : i;
            length -= half;
          }
          suffixes[j] = i;
        }
      }
    }
  }
}

void ngrams_gather(const double *values, const uint32_t *indices, size_t count, double *out) {
  enum { AHEAD = 48 };
  for (size_t i = 0; i < count; i++) {
    if (i + AHEAD < count) __builtin_prefetch(values + indices[i + AHEAD]);
    out[i] = values[indices[i]];
  }
}

void ngrams_tally(const uint32_t *indices, size_t count, uint32_t *counts) {
  enum { AHEAD = 48 };
  for (size_t i = 0; i < count; i++) {
    if (i + AHEAD < count) __builtin_prefetch(counts + indices[i + AHEAD], 1);
    counts[indices[i]]++;
  }
}

void ngrams_log10(const double *values, size_t count, float *out) {
  const double scale = 0.43429448190325182765; // log₁₀ e
  for (size_t i = 0; i < count; i++) out[i] = (float)(log(values[i]) * scale);
}

void ngrams_in_large_pages(void *memory, size_t bytes) {
  const uintptr_t page = (uintptr_t)1 << 21;
  const uintptr_t from = ((uintptr_t)memory + page - 1) & ~(page - 1), to = ((uintptr_t)memory + bytes) & ~(page - 1);
  if (from < to) madvise((void *)from, to - from, MADV_HUGEPAGE);
}
