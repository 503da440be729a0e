/// e^x, the logistic function and tanh of one float, written so that loops over them vectorise in every clone.
#pragma once
#include "inlined.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/// e^x to 2 units in the last place for |x| ≤ 87; 0 below −87, and e^87 above 87. NaN stays NaN.
/// x = n ln 2 + r, |r| ≤ ln 2 / 2; e^r by its series; 2^n put together from bits.
INLINED float exponential(float x) {
  const float cut = x > 87.0f ? 87.0f : x;
  const float shift = 12582912.0f; // 1.5 · 2^23: adding it rounds to an integer in the low bits
  float shifted, r;
  {
#pragma clang fp reassociate(off)
    shifted = cut * 1.44269504088896341f + shift;
    const float n = shifted - shift;
    r = (cut - n * 0.693359375f) - n * -2.12194440e-4f;
  }
  float p = 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return x < -87.0f ? 0.0f : p * power;
}

INLINED float logistic(float x) { return 1.0f / (1.0f + exponential(-x)); }

/// tanh by Cephes' tanhf: a series below 0.625, 1 − 2 / (e^2x + 1) above, so that small values keep their digits.
INLINED float hyperbolic_tangent(float x) {
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

/// Maxima side by side: one running maximum would be taken in order, number by number, because NaN makes the order
/// count. NaN itself is passed over; it reaches the sum of exponentials.
INLINED float largest(const float *x, const float *bias, int64_t columns) {
  enum { SIDE = 64 };
  float tops[SIDE], top = -INFINITY;
  for (int i = 0; i < SIDE; i++) tops[i] = -INFINITY;
  int64_t c = 0;
  for (; c + SIDE <= columns; c += SIDE)
    for (int i = 0; i < SIDE; i++) {
      const float score = bias ? x[c + i] + bias[c + i] : x[c + i];
      tops[i] = score > tops[i] ? score : tops[i];
    }
  for (; c < columns; c++) {
    const float score = bias ? x[c] + bias[c] : x[c];
    top = score > top ? score : top;
  }
  for (int i = 0; i < SIDE; i++) top = tops[i] > top ? tops[i] : top;
  return top;
}
