/// Rows of a table by their numbers. Numbers that are not below the table's `rows` are passed over.
#pragma once
#include <stdint.h>

/// out[i] = table[ids[i]]
void ckernels_gather_rows(float *out, const float *table, const uint32_t *ids, int64_t count, int64_t rows,
                          int64_t width);
/// out[i] += factor · table[ids[i]]
void ckernels_add_gathered_rows(float *out, const float *table, const uint32_t *ids, float factor, int64_t count,
                                int64_t rows, int64_t width);
/// table[ids[i] − first] += factor · x[i]
void ckernels_scatter_rows(float *table, const float *x, const uint32_t *ids, float factor, int64_t count,
                           int64_t first, int64_t rows, int64_t width);
/// out[i] += weights[i] · x[i]
void ckernels_add_scaled_rows(float *out, const float *x, const float *weights, int64_t rows, int64_t width);
