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

/// Tallies of parts of a list of keys → where each key's members of each part go among all: in place. `places[k]` becomes
/// where those of key k begin, `places[keys]` where the last ones end.
void ngrams_sum_tallies(uint32_t *const *tallies, size_t parts, size_t keys, uint32_t *places);

/// Puts the numbers `first..<last` where their keys' cursors stand.
void ngrams_place(const uint32_t *key_of, size_t first, size_t last, uint32_t *cursors, uint32_t *members);

/// Suffixes of n-grams: of the order above two tries whose orders are called here shorter, middle and longer.
///
/// The members of a group (`places`, `members`, as above) are n-grams of the middle order that end in the same shorter
/// one, of number k, for the k in `first..<last`. The continuations of a member are among the words that continue the
/// shorter one: for each of them, `suffixes` gets the index of shorter + word in the middle order.
/// - `shorter_starts`, `middle_words`: what continues the shorter ones; `middle_starts`, `longer_words`: the middle ones.
/// - `table`: room for a number for each word.
void ngrams_link(const uint32_t *places, const uint32_t *members, size_t first, size_t last,
                 const uint32_t *shorter_starts, const uint32_t *middle_words, const uint32_t *middle_starts,
                 const uint32_t *longer_words, uint32_t *table, uint32_t *suffixes);

/// `out[i] = values[indices[i]]`.
void ngrams_gather(const double *values, const uint32_t *indices, size_t count, double *out);

/// `counts[indices[i]] += 1`.
void ngrams_tally(const uint32_t *indices, size_t count, uint32_t *counts);

/// `out[i] = log10(values[i])`; of zero, −∞.
void ngrams_log10(const double *values, size_t count, float *out);

/// Asks for large pages: memory that is written once and read here and there costs more in pages than in bytes.
void ngrams_in_large_pages(void *memory, size_t bytes);
