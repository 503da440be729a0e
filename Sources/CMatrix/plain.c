#include "plain.h"
#include <string.h>
#pragma clang fp reassociate(on) contract(fast)

// (Sanitized builds have one version: the choice comes before a sanitizer can run.)
#if defined(__x86_64__) && !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

enum { WIDTH = 512, DEPTH = 64, ROWS = 4 };

/// C[4 rows][width] += A[4 rows][depth] · B[depth][width], with A's rows packed one after another.
CLONES static void block(int64_t width, int64_t depth, const float packed[ROWS][DEPTH], const float *b,
                         int64_t stride_b, float *restrict c0, float *restrict c1, float *restrict c2,
                         float *restrict c3) {
  for (int64_t p = 0; p < depth; p++) {
    const float a0 = packed[0][p], a1 = packed[1][p], a2 = packed[2][p], a3 = packed[3][p];
    const float *row = b + p * stride_b;
    for (int64_t j = 0; j < width; j++) {
      const float value = row[j];
      c0[j] += a0 * value;
      c1[j] += a1 * value;
      c2[j] += a2 * value;
      c3[j] += a3 * value;
    }
  }
}

/// C[n] += B[n][k] · a[k]: for a few rows, turning B would take longer than multiplying by it.
CLONES static void dots(int64_t n, int64_t k, const float *a, const float *b, int64_t stride_b, float *restrict c) {
  for (int64_t j = 0; j < n; j++) {
    const float *row = b + j * stride_b;
    float sum = 0;
    for (int64_t p = 0; p < k; p++) sum += a[p] * row[p];
    c[j] += sum;
  }
}

static int64_t least(int64_t x, int64_t y) { return x < y ? x : y; }

/// Blocks of DEPTH × WIDTH of B (turned where it is stored transposed) stay in the cache while the rows of A pass.
void plain_multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
                    int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c, int64_t stride_c) {
  for (int64_t i = 0; i < m; i++) {
    float *row = c + i * stride_c;
    if (beta == 0)
      memset(row, 0, (size_t)n * sizeof *row);
    else if (beta != 1)
      for (int64_t j = 0; j < n; j++) row[j] *= beta;
  }
  if (m < ROWS && transpose_b && !transpose_a) {
    for (int64_t i = 0; i < m; i++) dots(n, k, a + i * stride_a, b, stride_b, c + i * stride_c);
    return;
  }
  float turned[DEPTH * WIDTH], unused[ROWS][WIDTH] = {{0}}, packed[ROWS][DEPTH];
  for (int64_t j = 0; j < n; j += WIDTH) {
    const int64_t width = least(WIDTH, n - j);
    for (int64_t p = 0; p < k; p += DEPTH) {
      const int64_t depth = least(DEPTH, k - p);
      const float *tile = b + p * stride_b + j;
      int64_t tile_stride = stride_b;
      if (transpose_b) {
        for (int64_t x = 0; x < width; x++)
          for (int64_t y = 0; y < depth; y++) turned[y * WIDTH + x] = b[(j + x) * stride_b + p + y];
        tile = turned;
        tile_stride = WIDTH;
      }
      for (int64_t i = 0; i < m; i += ROWS) {
        float *rows[ROWS];
        for (int64_t r = 0; r < ROWS; r++) {
          const bool inside = i + r < m;
          rows[r] = inside ? c + (i + r) * stride_c + j : unused[r];
          for (int64_t y = 0; y < depth; y++)
            packed[r][y] = !inside ? 0 : transpose_a ? a[(p + y) * stride_a + i + r] : a[(i + r) * stride_a + p + y];
        }
        block(width, depth, packed, tile, tile_stride, rows[0], rows[1], rows[2], rows[3]);
      }
    }
  }
}
