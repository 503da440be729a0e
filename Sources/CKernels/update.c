// One pass over memory a rule: with millions of weights, reading and writing them is what an update costs.
#ifndef CLONE
#define CLONED_FILE "update.c"
#include "ckernels_update.h"
// Not sqrtf: setting errno would keep the loops from vectors.
#define ROOT(x) __builtin_elementwise_sqrt(x)
#include "clones.h"
#else

// Comparisons, not fminf and fmaxf: those would swallow a NaN, which must reach the weights and be seen.
static inline __attribute__((always_inline)) float HELPER(slope)(ckernels_slopes g, int64_t i, float w) {
  float x = g.factor * g.values[i];
  x = x > g.limit ? g.limit : x;
  x = x < -g.limit ? -g.limit : x;
  return x + g.decay * w;
}

KERNEL(void, ckernels_update_sgd, (float *w, ckernels_slopes g, float rate, int64_t n), (w, g, rate, n)) {
  EACH for (int64_t i = 0; i < n; i++) w[i] -= rate * HELPER(slope)(g, i, w[i]);
}

KERNEL(void, ckernels_update_momentum,
       (float *w, float *velocity, ckernels_slopes g, float rate, float momentum, bool nesterov, int64_t n),
       (w, velocity, g, rate, momentum, nesterov, n)) {
  // Nesterov's look-ahead adds the gradient once more; without it the factor is 0.
  const float ahead = nesterov ? momentum : 1, again = nesterov ? 1 : 0;
  EACH for (int64_t i = 0; i < n; i++) {
    const float d = HELPER(slope)(g, i, w[i]);
    velocity[i] = momentum * velocity[i] + d;
    w[i] -= rate * (ahead * velocity[i] + again * d);
  }
}

KERNEL(void, ckernels_update_adam,
       (float *w, float *mean, float *mean_square, ckernels_slopes g, ckernels_adam_constants k, int64_t n),
       (w, mean, mean_square, g, k, n)) {
  const float fresh1 = 1 - k.beta1, fresh2 = 1 - k.beta2;
  EACH for (int64_t i = 0; i < n; i++) {
    const float d = HELPER(slope)(g, i, w[i]);
    mean[i] += fresh1 * (d - mean[i]);
    mean_square[i] = k.beta2 * mean_square[i] + fresh2 * d * d;
    w[i] = k.kept * w[i] - k.step_size * mean[i] / (ROOT(mean_square[i]) * k.root_correction + k.epsilon);
  }
}

KERNEL(void, ckernels_update_rmsprop,
       (float *w, float *mean_square, ckernels_slopes g, ckernels_rmsprop_constants k, int64_t n),
       (w, mean_square, g, k, n)) {
  const float fresh = 1 - k.alpha;
  EACH for (int64_t i = 0; i < n; i++) {
    const float d = HELPER(slope)(g, i, w[i]);
    mean_square[i] = k.alpha * mean_square[i] + fresh * d * d;
    w[i] -= k.rate * d / (ROOT(mean_square[i]) + k.epsilon);
  }
}

KERNEL(void, ckernels_update_rmsprop_momentum,
       (float *w, float *mean_square, float *velocity, ckernels_slopes g, ckernels_rmsprop_constants k, float momentum,
        int64_t n),
       (w, mean_square, velocity, g, k, momentum, n)) {
  const float fresh = 1 - k.alpha;
  EACH for (int64_t i = 0; i < n; i++) {
    const float d = HELPER(slope)(g, i, w[i]);
    mean_square[i] = k.alpha * mean_square[i] + fresh * d * d;
    velocity[i] = momentum * velocity[i] + d / (ROOT(mean_square[i]) + k.epsilon);
    w[i] -= k.rate * velocity[i];
  }
}

KERNEL(void, ckernels_update_adagrad,
       (float *w, float *sum, ckernels_slopes g, float rate, float epsilon, int64_t n),
       (w, sum, g, rate, epsilon, n)) {
  EACH for (int64_t i = 0; i < n; i++) {
    const float d = HELPER(slope)(g, i, w[i]);
    sum[i] += d * d;
    w[i] -= rate * d / (ROOT(sum[i]) + epsilon);
  }
}

KERNEL(void, ckernels_update_averaged,
       (float *w, float *average, ckernels_slopes g, float rate, float share, int64_t n),
       (w, average, g, rate, share, n)) {
  EACH for (int64_t i = 0; i < n; i++) {
    w[i] -= rate * HELPER(slope)(g, i, w[i]);
    average[i] += share * (w[i] - average[i]);
  }
}
#endif
