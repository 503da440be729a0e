// What stands before each of 64 bytes, by the sets that bytes are in. Included where walks are made of it: the walk and the
// marking of a block must become one function.
#pragma once
#include "rules.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/// Of 64 bytes: where a boundary stands before a byte for certain, where perhaps, and of which kind the bytes are.
typedef struct marks {
  uint64_t breaks, maybes, visible, lines;
} marks;

INLINE uint64_t bits_from(uint32_t bit) { return bit < 64 ? ~UINT64_C(0) << bit : 0; }
INLINE uint64_t bits_below(uint32_t bit) { return ~bits_from(bit); }

static void mark_plainly(const ctext_rules *rules, const uint8_t *bytes, uint8_t previous, size_t rest,
                         marks *marks) {
  (void)rest;
  *marks = (struct marks){0};
  uint32_t left = symbol_of(previous);
  for (uint32_t i = 0; i < 64; i++) {
    const uint32_t right = symbol_of(bytes[i]), sets = rules->memberships[right];
    const uint8_t pair = rules->symbols[left][right];
    marks->breaks |= (uint64_t)(pair == CTEXT_BREAK) << i;
    marks->maybes |= (uint64_t)(pair == CTEXT_MAYBE) << i;
    marks->visible |= (uint64_t)((sets >> VISIBLE_SET) & 1) << i;
    marks->lines |= (uint64_t)((sets >> LINE_SET) & 1) << i;
    left = right;
  }
}

/// From the sets that the bytes are in, and those that have the high bit.
INLINE void relate(const ctext_rules *rules, const uint8_t *bytes, uint64_t *sets, uint64_t foreign, uint8_t previous,
                   size_t rest, marks *marks) {
  const uint32_t before = rules->memberships[symbol_of(previous)];
  // What follows the text is nothing.
  const uint64_t followed = rest > 64 ? ~UINT64_C(0) : bits_below((uint32_t)rest - 1);
  const uint32_t after = rules->memberships[symbol_of(bytes[64])];
  uint64_t joins = 0, maybes = 0;
  for (uint32_t i = 0; i < rules->join_count; i++) {
    const relation pair = rules->joins[i];
    joins |= (sets[pair.left] << 1 | ((before >> pair.left) & 1)) & sets[pair.right];
  }
  for (uint32_t i = 0; i < rules->maybe_count; i++) {
    const relation pair = rules->maybes[i];
    const uint64_t next = sets[pair.next] >> 1 | (uint64_t)((after >> pair.next) & 1) << 63;
    maybes |= (sets[pair.left] << 1 | ((before >> pair.left) & 1)) & sets[pair.right] & ~(next & followed);
  }
  if (!rules->foreign_joins) maybes |= foreign | foreign << 1 | (previous >= 0x80);
  marks->breaks = ~(joins | maybes);
  marks->maybes = maybes;
  marks->visible = sets[VISIBLE_SET];
  marks->lines = sets[LINE_SET];
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt,lzcnt")))

AVX2 static inline uint32_t half_set(__m256i low, __m256i bytes, __m256i bit) {
  const __m256i in = _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), bit);
  return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(in, _mm256_setzero_si256()));
}

AVX2 static void mark_avx2(const ctext_rules *rules, const uint8_t *bytes, uint8_t previous, size_t rest,
                            marks *marks) {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i bit_of = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64,
                                          -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i a = _mm256_loadu_si256((const __m256i *)bytes), b = _mm256_loadu_si256((const __m256i *)bytes + 1);
  const __m256i abit = _mm256_shuffle_epi8(bit_of, _mm256_and_si256(_mm256_srli_epi16(a, 4), nibble));
  const __m256i bbit = _mm256_shuffle_epi8(bit_of, _mm256_and_si256(_mm256_srli_epi16(b, 4), nibble));
  const uint64_t foreign = (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32 | (uint32_t)_mm256_movemask_epi8(a);
  uint64_t sets[SETS];
  for (uint32_t i = 0; i < rules->set_count; i++) {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)rules->sets[i].low));
    sets[i] = (uint64_t)half_set(low, b, bbit) << 32 | half_set(low, a, abit);
    if (rules->sets[i].foreign) sets[i] |= foreign;
  }
  relate(rules, bytes, sets, foreign, previous, rest, marks);
}

AVX512 static void mark_avx512(const ctext_rules *rules, const uint8_t *bytes, uint8_t previous, size_t rest,
                            marks *marks) {
  const __m512i bit_of = _mm512_broadcast_i32x4(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0));
  const __m512i a = _mm512_loadu_si512(bytes);
  const __m512i bit = _mm512_shuffle_epi8(bit_of, _mm512_and_si512(_mm512_srli_epi16(a, 4), _mm512_set1_epi8(15)));
  const uint64_t foreign = _mm512_movepi8_mask(a);
  uint64_t sets[SETS];
  for (uint32_t i = 0; i < rules->set_count; i++) {
    const __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)rules->sets[i].low));
    sets[i] = _mm512_test_epi8_mask(_mm512_shuffle_epi8(low, a), bit);
    if (rules->sets[i].foreign) sets[i] |= foreign;
  }
  relate(rules, bytes, sets, foreign, previous, rest, marks);
}
#endif
