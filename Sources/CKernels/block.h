#pragma once
#include "inlined.h"
#include <stdint.h>
#include <string.h>

typedef float four __attribute__((ext_vector_type(4)));

INLINED four load_four(const float *p) {
  four x;
  memcpy(&x, p, sizeof x);
  return x;
}

/// out (4 × 4, rows `out_stride` apart) = x (4 × 4, rows `stride` apart) transposed.
INLINED void transpose_block(float *out, int64_t out_stride, const float *x, int64_t stride) {
  const four a = load_four(x), b = load_four(x + stride);
  const four c = load_four(x + 2 * stride), d = load_four(x + 3 * stride);
  const four ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const four cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  const four turned[4] = {
      __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5), __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7),
      __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5), __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7)};
  for (int i = 0; i < 4; i++) memcpy(out + i * out_stride, &turned[i], sizeof turned[i]);
}
