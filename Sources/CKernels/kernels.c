#include "ckernels.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>
#pragma clang fp reassociate(on) contract(fast)

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

const char *ckernels_instruction_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return "x86-64-v4";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("fma"))
    return "x86-64-v3";
#endif
  return "baseline";
}

/// e^x to 2 units in the last place for |x| ≤ 87; below −87 it stays at e^−87, above 87 at e^87. NaN stays NaN.
/// x = n ln 2 + r, |r| ≤ ln 2 / 2; e^r by its series; 2^n put together from bits.
static inline __attribute__((always_inline)) float exponential(float x) {
  x = x > 87.0f ? 87.0f : x;
  x = x < -87.0f ? -87.0f : x;
  const float shift = 12582912.0f; // 1.5 · 2^23: adding it rounds to an integer in the low bits
  float n, r;
  {
#pragma clang fp reassociate(off)
    n = (x * 1.44269504088896341f + shift) - shift;
    r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  }
  float p = 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

/// tanh by Cephes' tanhf: a series below 0.625, 1 − 2 / (e^2x + 1) above, so that small values keep their digits.
static inline __attribute__((always_inline)) float hyperbolic_tangent(float x) {
  const float size = fabsf(x), square = x * x;
  float p = -5.70498872745e-3f;
  p = p * square + 2.06390887954e-2f;
  p = p * square - 5.37397155531e-2f;
  p = p * square + 1.33314422036e-1f;
  p = p * square - 3.33332819422e-1f;
  const float small = p * square * x + x;
  const float large = copysignf(1.0f - 2.0f / (exponential(2.0f * size) + 1.0f), x);
  return size < 0.625f ? small : large;
}

CLONES void ckernels_add_to_rows(float *x, const float *bias, int64_t rows, int64_t columns) {
  for (int64_t r = 0; r < rows; r++)
    for (int64_t c = 0; c < columns; c++) x[r * columns + c] += bias[c];
}

CLONES void ckernels_add_column_sums(float *sum, const float *x, int64_t rows, int64_t columns) {
  for (int64_t r = 0; r < rows; r++)
    for (int64_t c = 0; c < columns; c++) sum[c] += x[r * columns + c];
}

CLONES void ckernels_tanh(float *out, const float *x, int64_t count) {
  for (int64_t i = 0; i < count; i++) out[i] = hyperbolic_tangent(x[i]);
}

CLONES void ckernels_tanh_gradient(float *dz, const float *dh, const float *dcarried, const float *h, int64_t count) {
  for (int64_t i = 0; i < count; i++) dz[i] = (dh[i] + dcarried[i]) * (1.0f - h[i] * h[i]);
}

CLONES void ckernels_add_scaled(float *y, float factor, const float *x, int64_t count) {
  for (int64_t i = 0; i < count; i++) y[i] += factor * x[i];
}

CLONES double ckernels_sum_of_squares(const float *x, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
  return sum;
}

CLONES void ckernels_transpose(float *out, const float *x, int64_t rows, int64_t columns) {
  enum { TILE = 32 };
  for (int64_t r0 = 0; r0 < rows; r0 += TILE)
    for (int64_t c0 = 0; c0 < columns; c0 += TILE) {
      const int64_t r1 = r0 + TILE < rows ? r0 + TILE : rows, c1 = c0 + TILE < columns ? c0 + TILE : columns;
      for (int64_t c = c0; c < c1; c++)
        for (int64_t r = r0; r < r1; r++) out[c * rows + r] = x[r * columns + c];
    }
}

/// Maxima side by side: one running maximum would be taken in order, number by number, because NaN makes the order count.
/// NaN itself is passed over; it reaches the sum of exponentials.
static inline __attribute__((always_inline)) float largest(const float *x, int64_t columns) {
  enum { SIDE = 64 };
  float tops[SIDE], top = -INFINITY;
  for (int i = 0; i < SIDE; i++) tops[i] = -INFINITY;
  int64_t c = 0;
  for (; c + SIDE <= columns; c += SIDE)
    for (int i = 0; i < SIDE; i++) tops[i] = x[c + i] > tops[i] ? x[c + i] : tops[i];
  for (; c < columns; c++) top = x[c] > top ? x[c] : top;
  for (int i = 0; i < SIDE; i++) top = tops[i] > top ? tops[i] : top;
  return top;
}

CLONES double ckernels_log_sum_exp(const float *x, int64_t columns) {
  const float top = largest(x, columns);
  double sum = 0;
  for (int64_t c = 0; c < columns; c++) sum += exponential(x[c] - top);
  return (double)top + log(sum);
}

CLONES double ckernels_softmax_gradient(float *x, int64_t columns, int64_t target, float factor) {
  const float top = largest(x, columns), logit = x[target];
  float sum = 0;
  for (int64_t c = 0; c < columns; c++) {
    const float e = exponential(x[c] - top);
    x[c] = e;
    sum += e;
  }
  const float scale = factor / sum;
  for (int64_t c = 0; c < columns; c++) x[c] *= scale;
  x[target] -= factor;
  return ((double)top - (double)logit) + log((double)sum);
}
