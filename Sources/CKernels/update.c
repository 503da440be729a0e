// One pass over memory a rule: with millions of weights, reading and writing them is what an update costs.
#include "ckernels_update.h"

#include <math.h>

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#pragma clang fp contract(fast)

// Comparisons, not fminf and fmaxf: those would swallow a NaN, which must reach the weights and be seen.
static inline __attribute__((always_inline)) float slope(ckernels_slopes g, int64_t i, float w) {
  float x = g.factor * g.values[i];
  x = x > g.limit ? g.limit : x;
  x = x < -g.limit ? -g.limit : x;
  return x + g.decay * w;
}

CLONES void ckernels_update_sgd(float *restrict w, ckernels_slopes g, float rate, int64_t n) {
  for (int64_t i = 0; i < n; i++) w[i] -= rate * slope(g, i, w[i]);
}

CLONES void ckernels_update_momentum(
    float *restrict w, float *restrict velocity, ckernels_slopes g, float rate, float momentum, bool nesterov,
    int64_t n) {
  // Nesterov's look-ahead adds the gradient once more; without it the factor is 0, and NaN · 0 is NaN as it should be.
  float ahead = nesterov ? momentum : 1, again = nesterov ? 1 : 0;
  for (int64_t i = 0; i < n; i++) {
    float d = slope(g, i, w[i]);
    velocity[i] = momentum * velocity[i] + d;
    w[i] -= rate * (ahead * velocity[i] + again * d);
  }
}

CLONES void ckernels_update_adam(
    float *restrict w, float *restrict mean, float *restrict mean_square, ckernels_slopes g, ckernels_adam_constants k,
    int64_t n) {
  float fresh1 = 1 - k.beta1, fresh2 = 1 - k.beta2;
  for (int64_t i = 0; i < n; i++) {
    float d = slope(g, i, w[i]);
    mean[i] += fresh1 * (d - mean[i]);
    mean_square[i] = k.beta2 * mean_square[i] + fresh2 * d * d;
    w[i] = k.kept * w[i] - k.step_size * mean[i] / (sqrtf(mean_square[i]) * k.root_correction + k.epsilon);
  }
}

CLONES void ckernels_update_rmsprop(
    float *restrict w, float *restrict mean_square, ckernels_slopes g, ckernels_rmsprop_constants k, int64_t n) {
  float fresh = 1 - k.alpha;
  for (int64_t i = 0; i < n; i++) {
    float d = slope(g, i, w[i]);
    mean_square[i] = k.alpha * mean_square[i] + fresh * d * d;
    w[i] -= k.rate * d / (sqrtf(mean_square[i]) + k.epsilon);
  }
}

CLONES void ckernels_update_rmsprop_momentum(
    float *restrict w, float *restrict mean_square, float *restrict velocity, ckernels_slopes g,
    ckernels_rmsprop_constants k, float momentum, int64_t n) {
  float fresh = 1 - k.alpha;
  for (int64_t i = 0; i < n; i++) {
    float d = slope(g, i, w[i]);
    mean_square[i] = k.alpha * mean_square[i] + fresh * d * d;
    velocity[i] = momentum * velocity[i] + d / (sqrtf(mean_square[i]) + k.epsilon);
    w[i] -= k.rate * velocity[i];
  }
}

CLONES void ckernels_update_adagrad(
    float *restrict w, float *restrict sum, ckernels_slopes g, float rate, float epsilon, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    float d = slope(g, i, w[i]);
    sum[i] += d * d;
    w[i] -= rate * d / (sqrtf(sum[i]) + epsilon);
  }
}

CLONES void ckernels_update_averaged(
    float *restrict w, float *restrict average, ckernels_slopes g, float rate, float share, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    w[i] -= rate * slope(g, i, w[i]);
    average[i] += share * (w[i] - average[i]);
  }
}
