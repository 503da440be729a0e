/// Looking up in a trie of n-grams, many at a time, so that the memory's answers overlap.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define NGRAMS_NONE UINT32_MAX

/// Finds the continuation of each parent by a word: `found[i]` is its index, or `NGRAMS_NONE`.
///
/// - `starts`: the continuations of a parent p are `starts[p]..<starts[p + 1]`, with their words ascending in `words`,
///   which is not empty.
/// - `parents`: indices, or `NGRAMS_NONE`, which has no continuations.
void ngrams_find(const uint32_t *starts, const uint32_t *words, const uint32_t *parents, const uint32_t *ids,
                 size_t count, uint32_t *found);

/// For each continuation of the parents `first..<last`: `of_parent` of its parent. `out` begins with that of the first.
void ngrams_spread_parents(const uint32_t *starts, size_t first, size_t last, const uint32_t *of_parent, uint32_t *out);

/// `out[i] = values[indices[i]]`.
void ngrams_gather(const double *values, const uint32_t *indices, size_t count, double *out);

/// `counts[indices[i]] += 1`.
void ngrams_tally(const uint32_t *indices, size_t count, uint32_t *counts);

/// `out[i] = log10(values[i])`; of zero, −∞.
void ngrams_log10(const double *values, size_t count, float *out);

/// Asks for large pages: memory that is written once and read here and there costs more in pages than in bytes.
void ngrams_in_large_pages(void *memory, size_t bytes);
