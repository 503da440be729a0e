/// The single-precision matrix product: one function is the only door.
///
/// oneDNN's runtime library is opened at the first product; a plain vectorised product stands in where it is missing.
/// Every thread that multiplies uses one thread of the library: parallelism is the caller's.
#pragma once
#include <stdbool.h>
#include <stdint.h>

/// C (m × n) = op(A) (m × k) · op(B) (k × n) + beta · C, all row-major with the given row strides.
/// `transpose_a`: A is stored k × m. `transpose_b`: B is stored n × k.
void cmatrix_multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
                      int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c, int64_t stride_c);

/// "oneDNN 2.6.3", or "plain" where the library is missing or not wanted (environment LMCTL_MATRIX=plain).
const char *cmatrix_library(void);

/// Takes the plain product on the calling thread from now on (true), or the library again where there is one (false):
/// for tests, which then disturb nobody on another thread.
void cmatrix_prefer_plain(bool plain);
