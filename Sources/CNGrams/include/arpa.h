/// N-grams in back-off form as ARPA text, out and in: <https://cmusphinx.github.io/wiki/arpaformat>.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Numbers

/// Room that one number takes at most.
#define NGRAMS_ARPA_NUMBER 80
/// Writes the shortest decimal that reads back as the same number, without an exponent, and `-99` for −∞; returns its
/// length.
size_t ngrams_arpa_write_number(float number, uint8_t *out);
/// Reads a decimal, with or without an exponent, to the nearest number; false where the bytes are none, or beyond the
/// largest one.
bool ngrams_arpa_read_number(const uint8_t *bytes, size_t count, float *number);

// Tokens

/// The tokens of ids 0, 1, …: one after another, each ending before `ends[id]`.
typedef struct {
  const uint8_t *bytes;
  const uint64_t *ends;
  /// The same once more, 16 bytes each and 16 behind the last: its length and the token itself, where that is shorter than
  /// 16; else 255. Only writing needs them, and may be NULL elsewhere.
  const uint8_t *slots;
  uint32_t count;
  /// The length of the longest.
  size_t longest;
} ngrams_arpa_tokens;

/// Bytes that stand behind the last token and may be read.
#define NGRAMS_ARPA_PADDING 16

/// Writes the first id whose token an id before it has too, or the count where there is none. False where memory is
/// refused. `seed` is a random number, so that no tokens can be chosen that slow the table down.
bool ngrams_arpa_repeated(ngrams_arpa_tokens tokens, uint64_t seed, uint32_t *repeated);

// Out

/// The n-grams of one order, as in `BackoffModel.Level`; `continuations` and `log_backoffs` are NULL at the highest.
typedef struct {
  const uint32_t *words, *continuations;
  const float *log_probabilities, *log_backoffs;
  size_t count;
} ngrams_arpa_level;

/// Writes lines of order `order` from row `*row` on, up to row `last` or as long as they fit; `*row` becomes the first
/// that was not written. `written` gets the number of bytes. False where a word has no token, a history is missing, or a
/// number is not finite (−∞ aside): then `*row` is the one at fault.
bool ngrams_arpa_format(const ngrams_arpa_level *levels, uint32_t order, ngrams_arpa_tokens tokens, size_t *row,
                        size_t last, uint8_t *out, size_t capacity, size_t *written);

// In

typedef enum {
  NGRAMS_ARPA_FINE,
  NGRAMS_ARPA_NO_MEMORY,
  NGRAMS_ARPA_NO_DATA,
  NGRAMS_ARPA_INTERMEDIATE,
  NGRAMS_ARPA_BAD_COUNTS,
  NGRAMS_ARPA_ORDER_SEQUENCE,
  NGRAMS_ARPA_ORDER_TOO_HIGH,
  NGRAMS_ARPA_SECTION,
  NGRAMS_ARPA_TOO_FEW,
  NGRAMS_ARPA_TOO_MANY,
  NGRAMS_ARPA_BAD_PROBABILITY,
  NGRAMS_ARPA_POSITIVE,
  NGRAMS_ARPA_WORDS,
  NGRAMS_ARPA_BAD_BACKOFF,
  NGRAMS_ARPA_HIGHEST_BACKOFF,
  NGRAMS_ARPA_UNLISTED,
  NGRAMS_ARPA_NOT_UTF8,
  NGRAMS_ARPA_REPEATED,
  NGRAMS_ARPA_LONG_LINE,
  NGRAMS_ARPA_CUT_OFF,
  NGRAMS_ARPA_AFTER_END,
  NGRAMS_ARPA_TOO_LARGE,
} ngrams_arpa_problem;

/// What is wrong, and where; `order` is the section's, `expected` and `found` are counts where the problem has some.
typedef struct {
  ngrams_arpa_problem problem;
  uint32_t order;
  uint64_t line, expected, found;
} ngrams_arpa_fault;

/// What came of one order.
typedef struct {
  /// N-grams of the model; those among them that the file lacks; those of the file with a word that has no id; those that
  /// no segment can hold.
  uint64_t count, created, dropped, unreachable;
} ngrams_arpa_section;

#define NGRAMS_ARPA_ORDERS 16
#define NGRAMS_ARPA_LONGEST_LINE (1 << 20)

typedef struct ngrams_arpa_reader ngrams_arpa_reader;
/// `tokens` are those of all ids, `<bos>`'s the last; `end_of_segment` is the id of `</s>`, or `UINT32_MAX`. NULL where
/// memory is refused.
ngrams_arpa_reader *ngrams_arpa_reader_new(ngrams_arpa_tokens tokens, uint32_t end_of_segment, uint64_t seed);
void ngrams_arpa_reader_free(ngrams_arpa_reader *reader);
/// Takes in the next bytes of the file. Nothing but `ngrams_arpa_reader_free` may follow a fault.
ngrams_arpa_fault ngrams_arpa_feed(ngrams_arpa_reader *reader, const uint8_t *bytes, size_t count);
/// Ends the file and puts the n-grams in order.
ngrams_arpa_fault ngrams_arpa_finish(ngrams_arpa_reader *reader);
/// After `ngrams_arpa_finish`: the highest order, types of the file without an id, and ids (`<bos>` aside) that the file
/// lacks.
uint32_t ngrams_arpa_order(const ngrams_arpa_reader *reader);
uint64_t ngrams_arpa_unknown_types(const ngrams_arpa_reader *reader);
uint64_t ngrams_arpa_missing_types(const ngrams_arpa_reader *reader);
ngrams_arpa_section ngrams_arpa_section_of(const ngrams_arpa_reader *reader, uint32_t order);
/// Copies an order's arrays, `count` long each (`continuations` one longer, and untouched at the highest order, like
/// `log_backoffs`), and frees them here.
void ngrams_arpa_take(ngrams_arpa_reader *reader, uint32_t order, uint32_t *words, uint32_t *continuations,
                      float *log_probabilities, float *log_backoffs);

#ifdef __cplusplus
}
#endif
