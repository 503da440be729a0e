#include "pack.h"
#include <string.h>

size_t ngrams_packed_limit(size_t count) { return count * 4 + (count + 3) / 4; }

static inline unsigned code_of(uint32_t number) { return number ? (31u - (unsigned)__builtin_clz(number)) / 8 : 0; }

size_t ngrams_pack(const uint32_t *numbers, size_t count, uint8_t *out) {
  uint8_t *const begin = out;
  for (size_t i = 0; i < count; i += 4) {
    uint8_t *control = out++;
    unsigned codes = 0;
    for (size_t j = i; j < i + 4 && j < count; j++) {
      const unsigned code = code_of(numbers[j]);
      codes |= code << (2 * (j - i));
      for (unsigned k = 0; k <= code; k++) *out++ = (uint8_t)(numbers[j] >> (8 * k));
    }
    *control = (uint8_t)codes;
  }
  return (size_t)(out - begin);
}

bool ngrams_unpack(const uint8_t *bytes, size_t length, size_t count, uint32_t *numbers) {
  static const uint32_t masks[4] = {0xff, 0xffff, 0xffffff, 0xffffffff};
  const uint8_t *const end = bytes + length;
  size_t i = 0;
  // Four numbers take at most 17 bytes: while so many are there, nothing is read beyond them.
  for (; i + 4 <= count && end - bytes >= 17; i += 4) {
    const unsigned codes = *bytes++;
    for (unsigned j = 0; j < 4; j++) {
      const unsigned code = codes >> (2 * j) & 3;
      uint32_t number;
      memcpy(&number, bytes, sizeof number); // little-endian, as on every platform of ours
      numbers[i + j] = number & masks[code];
      bytes += code + 1;
    }
  }
  for (; i < count; i += 4) {
    if (bytes == end) return false;
    const unsigned codes = *bytes++;
    for (size_t j = i; j < i + 4 && j < count; j++) {
      const unsigned code = codes >> (2 * (j - i)) & 3;
      if ((size_t)(end - bytes) < code + 1) return false;
      uint32_t number = 0;
      for (unsigned k = 0; k <= code; k++) number |= (uint32_t)bytes[k] << (8 * k);
      numbers[j] = number;
      bytes += code + 1;
    }
  }
  return bytes == end;
}

enum { SOME = 1024 }; // a multiple of four: packed one after another, some make the same bytes as all at once

size_t ngrams_pack_steps(const uint32_t *starts, size_t parents, const uint32_t *words, size_t from, size_t to,
                         uint8_t *out) {
  uint8_t *const begin = out;
  // The parent that `from` belongs to: the last one that begins no later.
  size_t parent = 0, above = parents;
  while (parent + 1 < above) {
    const size_t middle = (parent + above) / 2;
    if (starts[middle] <= from) parent = middle; else above = middle;
  }
  uint32_t before = from > starts[parent] ? words[from - 1] : UINT32_MAX;
  uint32_t steps[SOME];
  for (size_t i = from; i < to;) {
    size_t count = 0;
    for (; count < SOME && i < to; i++) {
      while (parent < parents && i >= starts[parent + 1]) {
        parent++;
        before = UINT32_MAX;
      }
      steps[count++] = words[i] - before - 1;
      before = words[i];
    }
    out += ngrams_pack(steps, count, out);
  }
  return (size_t)(out - begin);
}

size_t ngrams_pack_lengths(const uint32_t *starts, size_t from, size_t to, uint8_t *out) {
  uint8_t *const begin = out;
  uint32_t lengths[SOME];
  while (from < to) {
    size_t count = 0;
    for (; count < SOME && from < to; from++) lengths[count++] = starts[from + 1] - starts[from];
    out += ngrams_pack(lengths, count, out);
  }
  return (size_t)(out - begin);
}

bool ngrams_sum_steps(const uint32_t *starts, size_t first, size_t last, uint32_t highest, uint32_t *words) {
  bool fits = true;
  for (size_t parent = first; parent < last; parent++) {
    uint64_t next = 0;
    for (uint32_t i = starts[parent]; i < starts[parent + 1]; i++) {
      next += words[i];
      fits &= next <= highest;
      words[i] = (uint32_t)next++;
    }
  }
  return fits;
}

bool ngrams_sum_lengths(const uint32_t *lengths, size_t count, size_t total, uint32_t *starts) {
  uint64_t sum = 0;
  if (total > UINT32_MAX) return false;
  for (size_t i = 0; i < count; i++) {
    starts[i] = (uint32_t)sum;
    sum += lengths[i];
    if (sum > total) return false;
  }
  starts[count] = (uint32_t)sum;
  return sum == total;
}
