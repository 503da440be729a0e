/// The distinct tokens met so far, numbered from 1 as they come: a hash table from bytes to number.
#pragma once
#include "breaks.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctext_types ctext_types;
/// NULL where memory is refused.
ctext_types *ctext_types_new(void);
void ctext_types_free(ctext_types *types);

/// Writes the number of each span of `text` to `numbers`; 0 for an empty span. A token that was not met before gets the
/// next number. `text` has `CTEXT_PADDING` bytes after its last span. False where memory is refused: then `numbers`
/// holds nothing of use, and the table what it held, perhaps with some of the tokens.
bool ctext_types_intern(ctext_types *types, const uint8_t *text, const ctext_span *spans, size_t count,
                        uint32_t *numbers);

/// Interns the tokens of another table, in the order of their numbers there; as `ctext_types_intern`.
bool ctext_types_merge(ctext_types *types, const ctext_types *from, uint32_t *numbers);

size_t ctext_types_count(const ctext_types *types);
/// Bytes that the table takes.
size_t ctext_types_memory(const ctext_types *types);
/// The bytes of all tokens, one after another in the order of their numbers, and how many they are.
const uint8_t *ctext_types_bytes(const ctext_types *types, size_t *count);
/// Writes the length of each token, in the order of their numbers.
void ctext_types_lengths(const ctext_types *types, uint32_t *lengths);

#ifdef __cplusplus
}
#endif
