/// Counting: a stream of ids → the distinct n-grams of all orders up to N, in lexicographic order, as a trie.
///
/// The work of each step is divided into `parts`, which may run on any threads; the steps follow one another:
///
///     new → lend(order) … → histogram(part) … → plan → spread(part) … → sort(part) … → finish(order) …
///
/// What comes out is the same for any number of parts.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ngrams_counting ngrams_counting;

enum { NGRAMS_MOST_ORDERS = 16, NGRAMS_MOST_PARTS = 256 };

/// - `ids`: below `vocabulary`, `count` of them (fewer than 2³¹); they are read once, here.
/// - `end`: the id that ends a segment; `vocabulary` where there is none. With it, each segment begins with `<bos>`,
///   whose id is `vocabulary`, and no n-gram goes on behind its end.
/// - `inside`: the ids begin inside a segment, without `<bos>`.
/// - Returns NULL where memory is refused.
ngrams_counting *ngrams_counting_new(const uint32_t *ids, size_t count, uint32_t vocabulary, uint32_t end,
                                     bool inside, unsigned order, unsigned parts);
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
/// No order has more distinct n-grams than this.
size_t ngrams_counting_positions(const ngrams_counting *counting);
/// The arrays that the n-grams of order n ≥ 2 go to, with room for that many (`continuations`: one more; NULL for the
/// highest order): the last id of each, how often it occurs, and where its continuations begin in the next order.
void ngrams_counting_lend(ngrams_counting *counting, unsigned n, uint32_t *words, uint32_t *counts,
                          uint32_t *continuations);
/// After all is sorted, in any order and on any thread: puts together in these arrays what the parts have found.
void ngrams_counting_finish_words(ngrams_counting *counting, unsigned n);
void ngrams_counting_finish_counts(ngrams_counting *counting, unsigned n);
void ngrams_counting_finish_continuations(ngrams_counting *counting, unsigned n);
/// Where the continuations of each id begin among the bigrams, and, last, where they end: `vocabulary` + 2 of them.
void ngrams_counting_first_continuations(const ngrams_counting *counting, uint32_t *out);
