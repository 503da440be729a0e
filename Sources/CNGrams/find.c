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

void ngrams_spread_parents(const uint32_t *starts, size_t first, size_t last, const uint32_t *of_parent, uint32_t *out) {
  for (size_t parent = first; parent < last; parent++)
    for (uint32_t i = starts[parent]; i < starts[parent + 1]; i++) *out++ = of_parent[parent];
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
