#ifndef CLONE
#define CLONED_FILE "activations.c"
#include "ckernels.h"
#include "clones.h"
#else

KERNEL(void, ckernels_tanh, (float *out, const float *x, int64_t count), (out, x, count)) {
  for (int64_t i = 0; i < count; i += LANES) store(out + i, hyperbolic_tangent(load(x + i, count - i)), count - i);
}

KERNEL(void, ckernels_tanh_gradient,
       (float *dz, const float *dh, const float *carried, const float *h, int64_t count),
       (dz, dh, carried, h, count)) {
  EACH for (int64_t i = 0; i < count; i++) dz[i] = (dh[i] + carried[i]) * (1.0f - h[i] * h[i]);
}

// x < 0, not x > 0: NaN has to go on.
KERNEL(void, ckernels_relu, (float *out, const float *x, int64_t count), (out, x, count)) {
  EACH for (int64_t i = 0; i < count; i++) out[i] = x[i] < 0.0f ? 0.0f : x[i];
}

KERNEL(void, ckernels_relu_gradient,
       (float *dz, const float *dh, const float *carried, const float *h, int64_t count),
       (dz, dh, carried, h, count)) {
  EACH for (int64_t i = 0; i < count; i++) dz[i] = h[i] > 0.0f ? dh[i] + carried[i] : 0.0f;
}

KERNEL(void, ckernels_sigmoid, (float *out, const float *x, int64_t count), (out, x, count)) {
  for (int64_t i = 0; i < count; i += LANES) store(out + i, logistic(load(x + i, count - i)), count - i);
}

KERNEL(void, ckernels_sigmoid_gradient,
       (float *dz, const float *dh, const float *carried, const float *h, int64_t count),
       (dz, dh, carried, h, count)) {
  EACH for (int64_t i = 0; i < count; i++) dz[i] = (dh[i] + carried[i]) * (h[i] * (1.0f - h[i]));
}
#endif
