/// Case mapping of text whose characters all map one by one, each to as many bytes as it has.
#pragma once
#include "breaks.h"

#ifdef __cplusplus
extern "C" {
#endif

/// In place of a scalar: what stands here maps in no such simple way, or might.
#define CTEXT_SPECIAL 0xFFFF

typedef struct ctext_mapping {
  /// Whether ASCII capitals become small letters; otherwise ASCII stays as it is.
  bool lowers;
  /// [0x10000]: what each scalar from 0x80 on becomes.
  const uint16_t *scalars;
  /// [0x20000]: one bit for each scalar from 0x10000 on, set where it is special; the others stay as they are.
  const uint8_t *special;
} ctext_mapping;

/// Writes the mapped text, `size` bytes, to `mapped`. Returns where the first special scalar begins, or `size`; what
/// was written from there on is of no use.
size_t ctext_map(const ctext_mapping *mapping, const uint8_t *text, size_t size, uint8_t *mapped);

#ifdef __cplusplus
}
#endif
