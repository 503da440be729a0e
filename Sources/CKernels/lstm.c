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
    EACH for (int64_t j = 0; j < width; j++) {
      const float i = logistic(zi[j]), f = logistic(zf[j]), g = hyperbolic_tangent(zg[j]), o = logistic(zo[j]);
      const float c = f * before[j] + i * g;
      zi[j] = i;
      zf[j] = f;
      zg[j] = g;
      zo[j] = o;
      c_row[j] = c;
      h_row[j] = o * hyperbolic_tangent(c);
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
    EACH for (int64_t j = 0; j < width; j++) {
      const float i = zi[j], f = zf[j], g = zg[j], o = zo[j], t = hyperbolic_tangent(c_row[j]);
      const float d = dh_row[j] + carried_row[j];
      const float dc = dc_row[j] + d * o * (1.0f - t * t);
      zi[j] = dc * g * (i * (1.0f - i));
      zf[j] = dc * before[j] * (f * (1.0f - f));
      zg[j] = dc * i * (1.0f - g * g);
      zo[j] = d * t * (o * (1.0f - o));
      dc_row[j] = dc * f;
    }
  }
}
#endif
