#ifndef CLONE
#define CLONED_FILE "cache.c"
#include "ckernels.h"
#include "clones.h"
#else

KERNEL(double, ckernels_matched_exponentials,
       (const float *x, const uint32_t *ids, int64_t count, uint32_t target, float factor, float shift,
        double *matched),
       (x, ids, count, target, factor, shift, matched)) {
  enum { BLOCK = 64 * LANES }; // summed in single precision
  double sum = 0, of_target = 0;
  for (int64_t block = 0; block < count; block += BLOCK) {
    const int64_t end = block + BLOCK < count ? block + BLOCK : count;
    vector sums = splat(0), matches = splat(0);
    for (int64_t i = block; i < end; i += LANES) {
      const int64_t left = count - i;
      const vector scores = factor * (load(x + i, left) - shift);
      // 0 times −∞ is no number: what is no element is put in last.
      const vector e = exponential(left >= LANES ? scores : rest_filled(scores, -INFINITY, left));
      words id = target;
      memcpy(&id, ids + i, left >= LANES ? sizeof id : (size_t)left * sizeof(uint32_t));
      sums += e;
      matches += id == target ? e : splat(0);
    }
    sum += sum_of(sums);
    of_target += sum_of(matches);
  }
  *matched = of_target;
  return sum;
}
#endif
