// What an optimizer does to each of n weights: every rule is one pass over memory. The formulas stand in update.c, and
// once more, as plain loops in double precision, in Recurrent's UpdateScalar.swift.
#pragma once
#include <stdbool.h>
#include <stdint.h>

// A weight's gradient as its rule sees it: clamp(factor · gradient, ±limit) + decay · weight. NaN passes.
typedef struct {
  const float *values;
  float factor, limit, decay;
} ckernels_slopes;

typedef struct {
  // What stays of the weight itself: 1 − rate · decay (AdamW), else 1.
  float kept;
  float beta1, beta2, step_size, root_correction, epsilon;
} ckernels_adam_constants;

typedef struct {
  float rate, alpha, epsilon;
} ckernels_rmsprop_constants;

void ckernels_update_sgd(float *w, ckernels_slopes g, float rate, int64_t n);
void ckernels_update_momentum(
    float *w, float *velocity, ckernels_slopes g, float rate, float momentum, bool nesterov, int64_t n);
void ckernels_update_adam(
    float *w, float *mean, float *mean_square, ckernels_slopes g, ckernels_adam_constants k, int64_t n);
void ckernels_update_rmsprop(float *w, float *mean_square, ckernels_slopes g, ckernels_rmsprop_constants k, int64_t n);
void ckernels_update_rmsprop_momentum(
    float *w, float *mean_square, float *velocity, ckernels_slopes g, ckernels_rmsprop_constants k, float momentum,
    int64_t n);
void ckernels_update_adagrad(float *w, float *sum, ckernels_slopes g, float rate, float epsilon, int64_t n);
void ckernels_update_averaged(float *w, float *average, ckernels_slopes g, float rate, float share, int64_t n);
