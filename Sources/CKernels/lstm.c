#ifndef CLONE
#define CLONED_FILE "lstm.c"
#include "ckernels.h"
#include "clones.h"
#else

KERNEL(void, ckernels_lstm_forward,
       (float *z, const float *previous_cell, float *cell, float *hidden, int64_t lanes, int64_t width),
       (z, previous_cell, cell, hidden, lanes, width)) {
  for (int64_t r = 0; r < lanes; r++) {
    float *zi = z + r * 4 * width, *zf = zi + width, *zg = zf + width, *zo = zg + width;
    const float *before = previous_cell + r * width;
    float *c_row = cell + r * width, *h_row = hidden + r * width;
    for (int64_t j = 0; j < width; j += LANES) {
      const int64_t left = width - j;
      const vector i = logistic(load(zi + j, left)), f = logistic(load(zf + j, left));
      const vector g = hyperbolic_tangent(load(zg + j, left)), o = logistic(load(zo + j, left));
      const vector c = f * load(before + j, left) + i * g;
      store(zi + j, i, left);
      store(zf + j, f, left);
      store(zg + j, g, left);
      store(zo + j, o, left);
      store(c_row + j, c, left);
      store(h_row + j, o * hyperbolic_tangent(c), left);
    }
  }
}

KERNEL(void, ckernels_lstm_backward,
       (float *z, const float *dh, const float *carried, float *carried_cell, const float *previous_cell,
        const float *cell, int64_t lanes, int64_t width),
       (z, dh, carried, carried_cell, previous_cell, cell, lanes, width)) {
  for (int64_t r = 0; r < lanes; r++) {
    float *zi = z + r * 4 * width, *zf = zi + width, *zg = zf + width, *zo = zg + width;
    const float *dh_row = dh + r * width, *carried_row = carried + r * width, *before = previous_cell + r * width;
    const float *c_row = cell + r * width;
    float *dc_row = carried_cell + r * width;
    for (int64_t j = 0; j < width; j += LANES) {
      const int64_t left = width - j;
      const vector i = load(zi + j, left), f = load(zf + j, left), g = load(zg + j, left), o = load(zo + j, left);
      const vector t = hyperbolic_tangent(load(c_row + j, left));
      const vector d = load(dh_row + j, left) + load(carried_row + j, left);
      const vector dc = load(dc_row + j, left) + d * o * (1.0f - t * t);
      store(zi + j, dc * g * (i * (1.0f - i)), left);
      store(zf + j, dc * load(before + j, left) * (f * (1.0f - f)), left);
      store(zg + j, dc * i * (1.0f - g * g), left);
      store(zo + j, d * t * (o * (1.0f - o)), left);
      store(dc_row + j, dc * f, left);
    }
  }
}
#endif
