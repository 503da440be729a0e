#ifndef CLONE
#define CLONED_FILE "rows.c"
#include "ckernels.h"
#include "block.h"
#include "clones.h"
#else

KERNEL(void, ckernels_add_to_rows, (float *x, const float *bias, int64_t rows, int64_t columns),
       (x, bias, rows, columns)) {
  for (int64_t r = 0; r < rows; r++)
    EACH for (int64_t c = 0; c < columns; c++) x[r * columns + c] += bias[c];
}

// Four rows at a time: the sums are read and written once for all of them.

KERNEL(void, ckernels_add_column_sums, (float *sum, const float *x, int64_t rows, int64_t columns),
       (sum, x, rows, columns)) {
  int64_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const float *a = x + r * columns, *b = a + columns, *c = b + columns, *d = c + columns;
    EACH for (int64_t j = 0; j < columns; j++) sum[j] += (a[j] + b[j]) + (c[j] + d[j]);
  }
  for (; r < rows; r++)
    EACH for (int64_t j = 0; j < columns; j++) sum[j] += x[r * columns + j];
}

KERNEL(void, ckernels_weighted_column_sums,
       (float *sum, const float *x, const float *weights, int64_t rows, int64_t columns),
       (sum, x, weights, rows, columns)) {
  int64_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const float *a = x + r * columns, *b = a + columns, *c = b + columns, *d = c + columns;
    const float wa = weights[r], wb = weights[r + 1], wc = weights[r + 2], wd = weights[r + 3];
    EACH for (int64_t j = 0; j < columns; j++) sum[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
  }
  for (; r < rows; r++) {
    const float weight = weights[r];
    EACH for (int64_t j = 0; j < columns; j++) sum[j] += weight * x[r * columns + j];
  }
}

KERNEL(void, ckernels_scale_rows, (float *out, const float *x, const float *weights, int64_t rows, int64_t columns),
       (out, x, weights, rows, columns)) {
  for (int64_t r = 0; r < rows; r++) {
    const float weight = weights[r];
    EACH for (int64_t c = 0; c < columns; c++) out[r * columns + c] = weight * x[r * columns + c];
  }
}

KERNEL(void, ckernels_add_scaled, (float *y, float factor, const float *x, int64_t count), (y, factor, x, count)) {
  EACH for (int64_t i = 0; i < count; i++) y[i] += factor * x[i];
}

KERNEL(double, ckernels_sum_of_squares, (const float *x, int64_t count), (x, count)) {
  double sum = 0;
  EACH for (int64_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
  return sum;
}

KERNEL(void, ckernels_transpose, (float *out, const float *x, int64_t rows, int64_t columns),
       (out, x, rows, columns)) {
  // Blocks of 4 × 4 are turned in registers; a band of TILE rows is written as whole lines.
  enum { TILE = 32 };
  const int64_t whole_rows = rows / 4 * 4, whole_columns = columns / 4 * 4;
  for (int64_t r0 = 0; r0 < whole_rows; r0 += TILE) {
    const int64_t r1 = r0 + TILE < whole_rows ? r0 + TILE : whole_rows;
    for (int64_t c = 0; c < whole_columns; c += 4)
      for (int64_t r = r0; r < r1; r += 4) transpose_block(out + c * rows + r, rows, x + r * columns + c, columns);
  }
  for (int64_t r = 0; r < rows; r++)
    for (int64_t c = r < whole_rows ? whole_columns : 0; c < columns; c++) out[c * rows + r] = x[r * columns + c];
}

KERNEL(bool, ckernels_is_finite, (const float *x, int64_t count), (x, count)) {
  uint32_t largest = 0; // of the bits without the sign, which are in the numbers' order
  EACH for (int64_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, x + i, sizeof bits);
    bits &= 0x7fffffff;
    largest = bits > largest ? bits : largest;
  }
  return largest < 0x7f800000;
}
#endif
