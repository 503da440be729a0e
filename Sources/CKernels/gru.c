#ifndef CLONE
#define CLONED_FILE "gru.c"
#include "ckernels.h"
#include "clones.h"
#else

// Reset after the recurrent product.

KERNEL(void, ckernels_gru_forward,
       (float *z, const float *recurrent, const float *previous, float *next, int64_t lanes, int64_t width),
       (z, recurrent, previous, next, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zr = z + l * 3 * width, *zu = zr + width, *zn = zu + width;
    const float *ar = recurrent + l * 3 * width, *au = ar + width, *an = au + width, *h = previous + l * width;
    float *out = next + l * width;
    for (int64_t j = 0; j < width; j += LANES) {
      const int64_t left = width - j;
      const vector r = logistic(load(zr + j, left) + load(ar + j, left));
      const vector u = logistic(load(zu + j, left) + load(au + j, left));
      const vector n = hyperbolic_tangent(load(zn + j, left) + r * load(an + j, left));
      store(zr + j, r, left);
      store(zu + j, u, left);
      store(zn + j, n, left);
      store(out + j, (1.0f - u) * n + u * load(h + j, left), left);
    }
  }
}

KERNEL(void, ckernels_gru_backward,
       (float *z, float *recurrent, const float *dh, float *carried, const float *previous, int64_t lanes,
        int64_t width),
       (z, recurrent, dh, carried, previous, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zr = z + l * 3 * width, *zu = zr + width, *zn = zu + width;
    float *ar = recurrent + l * 3 * width, *au = ar + width, *an = au + width, *back = carried + l * width;
    const float *dh_row = dh + l * width, *h = previous + l * width;
    EACH for (int64_t j = 0; j < width; j++) {
      const float r = zr[j], u = zu[j], n = zn[j], d = dh_row[j] + back[j];
      const float dn = d * (1.0f - u) * (1.0f - n * n);
      const float du = d * (h[j] - n) * (u * (1.0f - u));
      const float dr = dn * an[j] * (r * (1.0f - r));
      zr[j] = dr;
      zu[j] = du;
      zn[j] = dn;
      ar[j] = dr;
      au[j] = du;
      an[j] = dn * r;
      back[j] = d * u;
    }
  }
}

// Reset before it: r and u first, the candidate when its product is there.

KERNEL(void, ckernels_gru_gates_forward,
       (float *z, const float *gates, const float *previous, float *reset, int64_t lanes, int64_t width),
       (z, gates, previous, reset, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zr = z + l * 3 * width, *zu = zr + width, *out = reset + l * width;
    const float *ar = gates + l * 2 * width, *au = ar + width, *h = previous + l * width;
    for (int64_t j = 0; j < width; j += LANES) {
      const int64_t left = width - j;
      const vector r = logistic(load(zr + j, left) + load(ar + j, left));
      store(zr + j, r, left);
      store(zu + j, logistic(load(zu + j, left) + load(au + j, left)), left);
      store(out + j, r * load(h + j, left), left);
    }
  }
}

KERNEL(void, ckernels_gru_candidate_forward,
       (float *z, const float *candidate, const float *previous, float *next, int64_t lanes, int64_t width),
       (z, candidate, previous, next, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zu = z + l * 3 * width + width, *zn = zu + width, *out = next + l * width;
    const float *b = candidate + l * width, *h = previous + l * width;
    for (int64_t j = 0; j < width; j += LANES) {
      const int64_t left = width - j;
      const vector u = load(zu + j, left), n = hyperbolic_tangent(load(zn + j, left) + load(b + j, left));
      store(zn + j, n, left);
      store(out + j, (1.0f - u) * n + u * load(h + j, left), left);
    }
  }
}

KERNEL(void, ckernels_gru_candidate_backward,
       (float *z, float *dcandidate, const float *dh, float *carried, const float *previous, int64_t lanes,
        int64_t width),
       (z, dcandidate, dh, carried, previous, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zu = z + l * 3 * width + width, *zn = zu + width, *copy = dcandidate + l * width;
    float *back = carried + l * width;
    const float *dh_row = dh + l * width, *h = previous + l * width;
    EACH for (int64_t j = 0; j < width; j++) {
      const float u = zu[j], n = zn[j], d = dh_row[j] + back[j];
      const float dn = d * (1.0f - u) * (1.0f - n * n);
      zu[j] = d * (h[j] - n) * (u * (1.0f - u));
      zn[j] = dn;
      copy[j] = dn;
      back[j] = d * u;
    }
  }
}

KERNEL(void, ckernels_gru_gates_backward,
       (float *z, float *dgates, const float *dreset, float *carried, const float *previous, int64_t lanes,
        int64_t width),
       (z, dgates, dreset, carried, previous, lanes, width)) {
  for (int64_t l = 0; l < lanes; l++) {
    float *zr = z + l * 3 * width, *gr = dgates + l * 2 * width, *gu = gr + width, *back = carried + l * width;
    const float *zu = zr + width, *d_row = dreset + l * width, *h = previous + l * width;
    EACH for (int64_t j = 0; j < width; j++) {
      const float r = zr[j], d = d_row[j], dr = d * h[j] * (r * (1.0f - r));
      zr[j] = dr;
      gr[j] = dr;
      gu[j] = zu[j];
      back[j] += d * r;
    }
  }
}
#endif
