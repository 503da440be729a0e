/// Merging: several counts in files → one, read and written once from the first number to the last.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What one of the merged counts has of one order: how many n-grams, and the bytes at which their numbers (UInt32) begin.
typedef struct ngrams_run_level {
  uint64_t count;
  int64_t words, counts;
  int64_t starts; // where the continuations of each begin, and where the last ones end: of all orders but the highest
} ngrams_run_level;

/// The files that take one order, each from its beginning.
typedef struct ngrams_merged_level {
  int words, counts, starts;
  uint64_t count; // out: how many n-grams
} ngrams_merged_level;

/// Merges the n-grams of orders 2 to `order`; their counts are added up.
///
/// - `file`: all runs lie in it. `levels`: those of the first run from order 1 on, then those of the second …
/// - `symbols`: how many unigrams each run has: ids from 0 on, whether they occur or not.
/// - `first`: out, where the bigrams of each unigram begin, and where they end: `symbols` + 1 numbers.
/// - `buffer`: numbers for each of the (3 · order · runs) streams that are read.
/// - Returns 0, or the `errno` of what failed; `*writing` says whether that was writing.
int ngrams_merge(int file, const ngrams_run_level *levels, unsigned runs, unsigned order, uint32_t symbols,
                 ngrams_merged_level *merged, uint32_t *first, size_t buffer, bool *writing);
