#pragma once
#include <stdbool.h>
#include <stdint.h>

/// The stand-in product: the arguments of `cmatrix_multiply`.
void plain_multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
                    int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c, int64_t stride_c);
