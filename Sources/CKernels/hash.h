/// The hash that dropout masks come from.
#pragma once
#include "inlined.h"
#include <stdint.h>

/// Ellis's lowbias32: every bit of the input turns about half of the output's bits.
INLINED uint32_t mixed(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

/// Where a run of indices that share their upper half ends, counted from `first`.
INLINED int64_t same_upper(uint64_t first, int64_t count) {
  const uint64_t left = (UINT64_C(1) << 32) - (first & UINT32_MAX);
  return left < (uint64_t)count ? (int64_t)left : count;
}

/// The upper halves go into two salts, so that the loop multiplies 32-bit numbers only.
INLINED uint32_t first_salt(uint64_t key, uint64_t index) {
  return mixed((uint32_t)key ^ mixed((uint32_t)(index >> 32) + 0x9e3779b9u));
}
INLINED uint32_t second_salt(uint64_t key, uint64_t index) {
  return mixed((uint32_t)(key >> 32) + first_salt(key, index));
}
