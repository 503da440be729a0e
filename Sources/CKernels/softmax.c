#ifndef CLONE
#define CLONED_FILE "softmax.c"
#include "ckernels.h"
#include "clones.h"
#else

KERNEL(void, ckernels_row_maxima, (float *maxima, const float *x, const float *bias, int64_t rows, int64_t columns),
       (maxima, x, bias, rows, columns)) {
  for (int64_t r = 0; r < rows; r++) maxima[r] = largest(x + r * columns, bias, columns);
}

KERNEL(float, ckernels_exponentials,
       (float *out, const float *x, const float *bias, const float *shift, double *sums, const uint32_t *targets,
        int64_t first_column, float *target_scores, int64_t rows, int64_t columns),
       (out, x, bias, shift, sums, targets, first_column, target_scores, rows, columns)) {
  float top = -INFINITY;
  for (int64_t r = 0; r < rows; r++) {
    const float *row = x + r * columns;
    const int64_t target = (int64_t)targets[r] - first_column;
    if (target >= 0 && target < columns) target_scores[r] = row[target] + (bias ? bias[target] : 0.0f);
    const float largest_here = largest(row, bias, columns) - shift[r];
    top = largest_here > top ? largest_here : top;
    float sum = 0;
    for (int64_t c = 0; c < columns; c++) {
      const float e = exponential(row[c] + (bias ? bias[c] : 0.0f) - shift[r]);
      if (out) out[r * columns + c] = e;
      sum += e;
    }
    sums[r] += sum;
  }
  return top;
}

KERNEL(double, ckernels_log_sum_exp, (const float *x, int64_t columns), (x, columns)) {
  const float top = largest(x, NULL, columns);
  double sum = 0;
  for (int64_t c = 0; c < columns; c++) sum += exponential(x[c] - top);
  return (double)top + log(sum);
}

KERNEL(double, ckernels_softmax_gradient, (float *x, int64_t columns, int64_t target, float factor),
       (x, columns, target, factor)) {
  const float top = largest(x, NULL, columns), logit = x[target];
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
#endif
