#ifndef CLONE
#define CLONED_FILE "dropout.c"
#include "ckernels.h"
#include "hash.h"
#include "clones.h"
#else

KERNEL(void, ckernels_dropout,
       (float *out, const float *x, int64_t count, uint64_t key, uint64_t first, uint32_t threshold, float scale),
       (out, x, count, key, first, threshold, scale)) {
  for (int64_t start = 0, end; start < count; start = end) {
    const uint64_t from = first + (uint64_t)start;
    end = start + same_upper(from, count - start);
    const uint32_t low = (uint32_t)from, salt = first_salt(key, from), salt2 = second_salt(key, from);
    const int64_t length = end - start;
    EACH for (int64_t i = 0; i < length; i++) {
      const uint32_t hash = mixed(mixed((low + (uint32_t)i) ^ salt) + salt2);
      out[start + i] = hash >= threshold ? scale * x[start + i] : 0.0f;
    }
  }
}
#endif
