/// Numbers in as few bytes as they need: a control byte for each four, two bits a number, which say how many bytes of it
/// follow (1 to 4, the lowest first); then the next four. After D. Lemire's and N. Kurz's Stream VByte (2018).
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// At most this many bytes for so many numbers.
size_t ngrams_packed_limit(size_t count);
/// Returns how many bytes were written.
size_t ngrams_pack(const uint32_t *numbers, size_t count, uint8_t *out);
/// False unless the bytes hold so many numbers, and nothing else.
bool ngrams_unpack(const uint8_t *bytes, size_t length, size_t count, uint32_t *numbers);

/// The words `from..<to` of continuations as steps, packed: the first one of each parent as it is, each other one less the
/// one before and 1.
size_t ngrams_pack_steps(const uint32_t *starts, size_t parents, const uint32_t *words, size_t from, size_t to,
                         uint8_t *out);
/// `starts[i + 1] - starts[i]` for i in `from..<to`, packed.
size_t ngrams_pack_lengths(const uint32_t *starts, size_t from, size_t to, uint8_t *out);
/// Steps, unpacked, → the words of the continuations of the parents `first..<last`, in place; false where a word would be above `highest`.
bool ngrams_sum_steps(const uint32_t *starts, size_t first, size_t last, uint32_t highest, uint32_t *words);

/// Numbers of continuations → where they begin: `starts[0] = 0`, … (`count` + 1 of them). False where they are not
/// `total` together.
bool ngrams_sum_lengths(const uint32_t *lengths, size_t count, size_t total, uint32_t *starts);
