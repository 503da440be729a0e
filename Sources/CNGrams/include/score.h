/// Scoring: a stream of ids by a model in back-off form.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The n-grams of one order, as in `BackoffModel.Level`; `starts` and `log_backoffs` are NULL at the highest.
typedef struct {
  const uint32_t *words, *starts;
  const float *log_probabilities, *log_backoffs;
  size_t count;
} ngrams_backoff_level;

typedef struct {
  const ngrams_backoff_level *levels;
  unsigned order;
  /// The id of `<bos>`, above all others, and the one that ends a segment; as high as `<bos>` where there is none.
  uint32_t vocabulary, end;
  /// log₁₀ β of histories that are not listed.
  float log_backoff_of_unseen;
} ngrams_backoff_model;

/// log₁₀ p of each of `count` ids, and the order of the n-gram that it was read from.
///
/// `history`: what stands before them, at most the order's ids, `<bos>` among them; empty where a stream begins.
/// `scratch`: `ngrams_score_scratch` bytes of the caller's, aligned as for `malloc`.
void ngrams_score(const ngrams_backoff_model *model, const uint32_t *history, size_t history_count, const uint32_t *ids,
                  size_t count, double *log_probabilities, uint8_t *orders, void *scratch);
extern const size_t ngrams_score_scratch;
