#define _GNU_SOURCE
#include "find.h"
#include <math.h>
#include <sys/mman.h>

enum { LANES = 32 };

// One step of every search before the second step of any: what a lane waits for arrives while the others step.
static void find_lanes(const uint32_t *starts, const uint32_t *words, const uint32_t *parents, const uint32_t *ids,
                       unsigned lanes, uint32_t *found) {
  uint32_t base[LANES], length[LANES], longest = 0;
  for (unsigned i = 0; i < lanes; i++) {
    const uint32_t parent = parents[i];
    base[i] = parent == NGRAMS_NONE ? 0 : starts[parent];
    length[i] = parent == NGRAMS_NONE ? 0 : starts[parent + 1] - base[i];
    longest = length[i] > longest ? length[i] : longest;
    __builtin_prefetch(words + base[i] + length[i] / 2);
  }
  // The last word that is not above the id: of `length` candidates, one half is left after each step. A search that has
  // ended reads again where it stands.
  for (; longest > 1; longest -= longest / 2) {
    for (unsigned i = 0; i < lanes; i++) {
      const uint32_t half = length[i] / 2, middle = base[i] + half;
      base[i] = words[middle] <= ids[i] ? middle : base[i];
      length[i] -= half;
    }
  }
  for (unsigned i = 0; i < lanes; i++)
    found[i] = length[i] && words[base[i]] == ids[i] ? base[i] : NGRAMS_NONE;
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
