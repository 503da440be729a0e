/// Counting: a stream of ids → the distinct n-grams of all orders up to N, in lexicographic order, as a trie.
///
/// The work of each step is divided into `parts`, which may run on any threads; the steps follow one another:
///
///     new → histogram(part) … → plan → spread(part) … → sort(part) … → levels
///
/// What comes out is the same for any number of parts.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ngrams_counting ngrams_counting;

enum { NGRAMS_MOST_ORDERS = 16 };

/// - `ids`: below `vocabulary`, `count` of them (fewer than 2³¹); they are read once, here.
/// - `end`: the id that ends a segment; `vocabulary` where there is none. With it, each segment begins with `<bos>`,
///   whose id is `vocabulary`, and no n-gram goes on behind its end.
/// - Returns NULL where memory is refused.
ngrams_counting *ngrams_counting_new(const uint32_t *ids, size_t count, uint32_t vocabulary, uint32_t end,
                                     unsigned order, unsigned parts);
void ngrams_counting_free(ngrams_counting *counting);

void ngrams_counting_histogram(ngrams_counting *counting, unsigned part);
/// False where memory is refused.
bool ngrams_counting_plan(ngrams_counting *counting);
void ngrams_counting_spread(ngrams_counting *counting, unsigned part);
/// False where memory is refused.
bool ngrams_counting_sort(ngrams_counting *counting, unsigned part);
/// Gives back what only the steps before needed.
void ngrams_counting_sorted(ngrams_counting *counting);

/// The number of distinct n-grams of order n ≥ 2.
size_t ngrams_counting_level(const ngrams_counting *counting, unsigned n);
/// The counts of all ids and of `<bos>`: `vocabulary` + 1 of them.
void ngrams_counting_unigrams(const ngrams_counting *counting, uint32_t *out);
/// The last id of each n-gram of order n ≥ 2, in order.
void ngrams_counting_words(const ngrams_counting *counting, unsigned n, uint32_t *out);
/// How often each n-gram of order n ≥ 2 occurs.
void ngrams_counting_counts(const ngrams_counting *counting, unsigned n, uint32_t *out);
/// Where the continuations of each n-gram of order n < N begin among those of order n + 1, and, last, where they end.
void ngrams_counting_continuations(const ngrams_counting *counting, unsigned n, uint32_t *out);
