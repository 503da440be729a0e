#ifndef CLONE
#define CLONED_FILE "gather.c"
#include "ckernels_rows.h"
#include "clones.h"
#else

INLINED void HELPER(add_row)(float *restrict to, const float *restrict from, float factor, int64_t width) {
  EACH for (int64_t c = 0; c < width; c++) to[c] += factor * from[c];
}

KERNEL(void, ckernels_gather_rows,
       (float *out, const float *table, const uint32_t *ids, int64_t count, int64_t rows, int64_t width),
       (out, table, ids, count, rows, width)) {
  for (int64_t i = 0; i < count; i++)
    if (ids[i] < rows) memcpy(out + i * width, table + ids[i] * width, (size_t)width * sizeof *out);
}

KERNEL(void, ckernels_add_gathered_rows,
       (float *out, const float *table, const uint32_t *ids, float factor, int64_t count, int64_t rows, int64_t width),
       (out, table, ids, factor, count, rows, width)) {
  for (int64_t i = 0; i < count; i++)
    if (ids[i] < rows) HELPER(add_row)(out + i * width, table + ids[i] * width, factor, width);
}

KERNEL(void, ckernels_scatter_rows,
       (float *table, const float *x, const uint32_t *ids, float factor, int64_t count, int64_t first, int64_t rows,
        int64_t width),
       (table, x, ids, factor, count, first, rows, width)) {
  for (int64_t i = 0; i < count; i++) {
    const int64_t row = (int64_t)ids[i] - first;
    if (row >= 0 && row < rows) HELPER(add_row)(table + row * width, x + i * width, factor, width);
  }
}

KERNEL(void, ckernels_add_scaled_rows,
       (float *out, const float *x, const float *weights, int64_t rows, int64_t width),
       (out, x, weights, rows, width)) {
  for (int64_t i = 0; i < rows; i++) HELPER(add_row)(out + i * width, x + i * width, weights[i], width);
}
#endif
