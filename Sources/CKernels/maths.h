/// Vectors of floats as wide as the clone's registers, and e^x, the logistic function and tanh over them. Included
/// once in each clone (clones.h), so that these names mean that clone's.
///
/// A loop over `count` floats steps by LANES and hands load and store what is left: the last, partial vector costs as
/// much as a whole one, where a scalar rest would cost a vector for each of its elements.

// As written: the order keeps digits here, and small numbers.
#pragma clang fp reassociate(off) contract(fast)

#undef LANES
#if CLONE == CLONE_V4
#define LANES 16
#elif CLONE == CLONE_V3
#define LANES 8
#else
#define LANES 4
#endif

#define vector HELPER(vector)
#define words HELPER(words)
#define load HELPER(load)
#define store HELPER(store)
#define rest_filled HELPER(rest_filled)
#define splat HELPER(splat)
#define cut HELPER(cut)
#define larger HELPER(larger)
#define sum_of HELPER(sum_of)
#define largest_of HELPER(largest_of)
#define reciprocal HELPER(reciprocal)
#define exponential HELPER(exponential)
#define logistic HELPER(logistic)
#define hyperbolic_tangent HELPER(hyperbolic_tangent)

typedef float vector __attribute__((ext_vector_type(LANES)));
typedef uint32_t words __attribute__((ext_vector_type(LANES)));

/// The first min(left, LANES) floats from p on; the other lanes are 0.
INLINED vector load(const float *p, int64_t left) {
  vector x;
  if (left >= LANES) {
    memcpy(&x, p, sizeof x);
    return x;
  }
#if CLONE == CLONE_V4
  return _mm512_maskz_loadu_ps((__mmask16)((1u << left) - 1), p);
#elif CLONE == CLONE_V3
  const __m256i places = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_maskload_ps(p, _mm256_cmpgt_epi32(_mm256_set1_epi32((int)left), places));
#else
  x = 0;
  for (int64_t i = 0; i < left; i++) x[i] = p[i];
  return x;
#endif
}

/// The first min(left, LANES) lanes go to p.
INLINED void store(float *p, vector x, int64_t left) {
  if (left >= LANES) {
    memcpy(p, &x, sizeof x);
    return;
  }
#if CLONE == CLONE_V4
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << left) - 1), x);
#elif CLONE == CLONE_V3
  const __m256i places = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  _mm256_maskstore_ps(p, _mm256_cmpgt_epi32(_mm256_set1_epi32((int)left), places), x);
#else
  for (int64_t i = 0; i < left; i++) p[i] = x[i];
#endif
}

INLINED vector splat(float x) { return (vector)x; }

/// x, cut to low … high; NaN stays NaN.
INLINED vector cut(vector x, float low, float high) {
  const vector below = x > high ? splat(high) : x;
  return below < low ? splat(low) : below;
}

/// The larger of both; NaN in x is passed over.
INLINED vector larger(vector x, vector top) { return x > top ? x : top; }

/// `value` in the lanes from `left` on.
INLINED vector rest_filled(vector x, float value, int64_t left) {
  for (int64_t i = left; i < LANES; i++) x[i] = value;
  return x;
}

INLINED float sum_of(vector x) {
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) x[i] += x[i + half];
  return x[0];
}

INLINED float largest_of(vector x) {
  float top = -INFINITY;
  for (int i = 0; i < LANES; i++) top = x[i] > top ? x[i] : top;
  return top;
}

/// 1 / x to a unit in the last place for 10^−38 ≤ x ≤ 10^38.
INLINED vector reciprocal(vector x) {
#if CLONE == CLONE_V4
  // 14 bits, doubled by a step of Newton's: a third of a division's time.
  const vector y = _mm512_rcp14_ps(x);
  return y + y * (1.0f - x * y);
#else
  return 1.0f / x;
#endif
}

/// e^x to 2 units in the last place for −87 ≤ x ≤ 87; 0 below −88, and e^87 above 87. NaN stays NaN.
/// x = n ln 2 + r, |r| ≤ ln 2 / 2; e^r by its series; 2^n put together from bits, which are those of 0 for n = −127.
INLINED vector exponential(vector x) {
  x = cut(x, -88.0f, 87.0f);
  const float shift = 12582912.0f; // 1.5 · 2^23: adding it rounds to an integer in the low bits
  const vector shifted = x * 1.44269504088896341f + shift;
  const vector n = shifted - shift;
  const vector r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  vector p = r * 1.3981999507e-3f + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  const words bits = ((words)shifted + 127) << 23;
  return p * (vector)bits;
}

/// 1 / (1 + e^−x)
INLINED vector logistic(vector x) { return reciprocal(1.0f + exponential(-x)); }

/// tanh to 3 units in the last place by a rational approximation, odd over even, that needs no e^x: the coefficients
/// are Eigen's (generic_fast_tanh_float). Beyond ±7.905 it stays at ±(1 − 2^−24).
INLINED vector hyperbolic_tangent(vector x) {
  x = cut(x, -7.90531110763549805f, 7.90531110763549805f);
  const vector square = x * x;
  vector p = square * -2.76076847742355e-16f + 2.00018790482477e-13f;
  p = p * square - 8.60467152213735e-11f;
  p = p * square + 5.12229709037114e-08f;
  p = p * square + 1.48572235717979e-05f;
  p = p * square + 6.37261928875436e-04f;
  p = p * square + 4.89352455891786e-03f;
  vector q = square * 1.19825839466702e-06f + 1.18534705686654e-04f;
  q = q * square + 2.26843463243900e-03f;
  q = q * square + 4.89352518554385e-03f;
  // The quotient first: it is near 1, and x may be too small to be multiplied by p alone.
  return x * (p * reciprocal(q));
}

#pragma clang fp reassociate(on)
