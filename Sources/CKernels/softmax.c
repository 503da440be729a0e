#ifndef CLONE
#define CLONED_FILE "softmax.c"
#include "ckernels.h"
#include "clones.h"
#else

/// The scores of LANES columns; −∞, which no maximum and no sum notices, where there are no columns any more.
INLINED vector HELPER(scores)(const float *x, const float *bias, int64_t left) {
  const vector score = bias ? load(x, left) + load(bias, left) : load(x, left);
  return left >= LANES ? score : rest_filled(score, -INFINITY, left);
}

/// The largest of a row, NaN passed over: it reaches the sum of exponentials.
INLINED float HELPER(row_maximum)(const float *x, const float *bias, int64_t columns) {
  // Four side by side, each of which would wait for itself.
  vector tops[4] = {splat(-INFINITY), splat(-INFINITY), splat(-INFINITY), splat(-INFINITY)};
  int64_t c = 0;
  for (; c + 4 * LANES <= columns; c += 4 * LANES)
    for (int i = 0; i < 4; i++)
      tops[i] = larger(HELPER(scores)(x + c + i * LANES, bias ? bias + c + i * LANES : NULL, LANES), tops[i]);
  for (; c < columns; c += LANES)
    tops[0] = larger(HELPER(scores)(x + c, bias ? bias + c : NULL, columns - c), tops[0]);
  return largest_of(larger(larger(tops[0], tops[1]), larger(tops[2], tops[3])));
}

/// One row: returns Σ e^(score − shift), and raises `tops` to the exponents met, lane by lane.
INLINED double HELPER(row_exponentials)(
    float *out, const float *x, const float *bias, float shift, int64_t columns, vector *tops) {
  enum { BLOCK = 64 * LANES }; // summed in single precision
  double sum = 0;
  for (int64_t block = 0; block < columns; block += BLOCK) {
    const int64_t end = block + BLOCK < columns ? block + BLOCK : columns;
    vector sums = splat(0);
    for (int64_t c = block; c < end; c += LANES) {
      const vector exponent = HELPER(scores)(x + c, bias ? bias + c : NULL, columns - c) - shift;
      const vector e = exponential(exponent);
      *tops = larger(exponent, *tops);
      sums += e;
      if (out) store(out + c, e, columns - c);
    }
    sum += sum_of(sums);
  }
  return sum;
}

KERNEL(void, ckernels_row_maxima, (float *maxima, const float *x, const float *bias, int64_t rows, int64_t columns),
       (maxima, x, bias, rows, columns)) {
  for (int64_t r = 0; r < rows; r++)
    maxima[r] = bias ? HELPER(row_maximum)(x + r * columns, bias, columns)
                     : HELPER(row_maximum)(x + r * columns, NULL, columns);
}

KERNEL(float, ckernels_exponentials,
       (float *out, const float *x, const float *bias, const float *shift, double *sums, const uint32_t *targets,
        int64_t first_column, float *target_scores, int64_t rows, int64_t columns),
       (out, x, bias, shift, sums, targets, first_column, target_scores, rows, columns)) {
  vector tops = splat(-INFINITY);
  for (int64_t r = 0; r < rows; r++) {
    const float *row = x + r * columns;
    // Before the row is written over.
    const int64_t target = (int64_t)targets[r] - first_column;
    if (target >= 0 && target < columns) target_scores[r] = row[target] + (bias ? bias[target] : 0.0f);
    // A loop for each combination, so that none of them asks at every vector.
    if (out && bias)
      sums[r] += HELPER(row_exponentials)(out + r * columns, row, bias, shift[r], columns, &tops);
    else if (out)
      sums[r] += HELPER(row_exponentials)(out + r * columns, row, NULL, shift[r], columns, &tops);
    else if (bias)
      sums[r] += HELPER(row_exponentials)(NULL, row, bias, shift[r], columns, &tops);
    else
      sums[r] += HELPER(row_exponentials)(NULL, row, NULL, shift[r], columns, &tops);
  }
  return largest_of(tops);
}

KERNEL(double, ckernels_log_sum_exp, (const float *x, int64_t columns), (x, columns)) {
  const float shift = HELPER(row_maximum)(x, NULL, columns);
  vector tops = splat(-INFINITY);
  return (double)shift + log(HELPER(row_exponentials)(NULL, x, NULL, shift, columns, &tops));
}

KERNEL(double, ckernels_softmax_gradient, (float *x, int64_t columns, int64_t target, float factor),
       (x, columns, target, factor)) {
  const float shift = HELPER(row_maximum)(x, NULL, columns), logit = x[target];
  vector tops = splat(-INFINITY);
  const double sum = HELPER(row_exponentials)(x, x, NULL, shift, columns, &tops);
  const float scale = (float)(factor / sum);
  EACH for (int64_t c = 0; c < columns; c++) x[c] *= scale;
  x[target] -= factor;
  return ((double)shift - (double)logit) + log(sum);
}
#endif
