/// What this project uses of ICU, behind opaque handles: break iterators, normalisation and case mapping, converters,
/// the charset detector.
///
/// No header of ICU is included here, so its macros and its C++ stay inside this target. Every text is UTF-8 that the
/// caller has checked. Functions that can fail return 0 or an ICU error code, for which `cicu_error_name` has a name.
/// A handle belongs to one thread at a time.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ctext.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The longest text, in bytes, that a breaker or mapper takes or makes: ICU counts in 32 bits.
#define CICU_MAX_TEXT ((size_t)1 << 30)
/// The room for a locale's name and its closing zero.
#define CICU_LOCALE_CAPACITY 160
/// ICU's code for refused memory.
#define CICU_NO_MEMORY 7
/// Our own code: a text is, or grew, over `CICU_MAX_TEXT`.
#define CICU_TOO_LONG 1000

const char *cicu_version(void);
const char *cicu_unicode_version(void);
const char *cicu_error_name(int32_t code);

/// Writes ICU's name of the locale that `tag` ("pt-BR", "tr_TR", "" for the root) names; false where it names none.
bool cicu_locale(const char *tag, char name[CICU_LOCALE_CAPACITY]);

/// What a scalar is when text is shown.
typedef enum cicu_scalar_kind {
  CICU_VISIBLE,
  /// General category Cc, Cf, Cs, Co, Cn (noncharacters too), Zl or Zp.
  CICU_HIDDEN,
} cicu_scalar_kind;
cicu_scalar_kind cicu_kind(uint32_t scalar);

/// How many columns of a terminal a scalar takes, seen for itself: 2 for East Asian wide and fullwidth ones (UAX #11) and
/// regional indicators, 0 for nonspacing marks, medial Hangul letters and what is invisible; else 1, ambiguous ones too.
int32_t cicu_columns(uint32_t scalar);
/// Property Emoji: a scalar that U+FE0F turns into a picture.
bool cicu_is_emoji(uint32_t scalar);

/// What a text is divided into; the numbers are ICU's.
typedef enum cicu_text_unit { CICU_GRAPHEMES = 0, CICU_WORDS = 1, CICU_SENTENCES = 3 } cicu_text_unit;

typedef struct cicu_automaton cicu_automaton;
/// The rules by which ICU divides, as an automaton; `out` is NULL where they are in no form known here, or ask for more
/// than an automaton can do.
int32_t cicu_automaton_open(cicu_text_unit unit, const char *locale, cicu_automaton **out);
void cicu_automaton_close(cicu_automaton *automaton);
const ctext_automaton *cicu_automaton_get(const cicu_automaton *automaton);

typedef struct cicu_breaker cicu_breaker;
/// ICU's own break iterator. `whole` and `lines` as for `ctext_rules_new`.
int32_t cicu_breaker_open(cicu_text_unit unit, const char *locale, bool whole, bool lines, cicu_breaker **out);
void cicu_breaker_close(cicu_breaker *breaker);
/// Copies the text, and stands at its start; spans count from `offset`.
int32_t cicu_breaker_set(cicu_breaker *breaker, const uint8_t *text, size_t count, uint32_t offset);
/// Writes the next spans, in order; fewer than `capacity` only at the text's end. `statuses` as for `ctext_breaks`.
size_t cicu_breaker_next(cicu_breaker *breaker, ctext_span *spans, int32_t *statuses, size_t capacity);

typedef enum cicu_normalization { CICU_NONE, CICU_NFC, CICU_NFKC } cicu_normalization;
typedef enum cicu_case { CICU_KEEP_CASE, CICU_LOWER, CICU_FOLD } cicu_case;
typedef struct cicu_mapper cicu_mapper;
/// Normalises, then maps case; `track` keeps what `cicu_mapper_sources` needs.
int32_t cicu_mapper_open(const char *locale, cicu_normalization normalization, cicu_case letters, bool track,
                         cicu_mapper **out);
void cicu_mapper_close(cicu_mapper *mapper);
/// `mapped` is the mapper's and stands until its next use.
int32_t cicu_mapper_map(cicu_mapper *mapper, const uint8_t *text, size_t count, const uint8_t **mapped,
                        size_t *mapped_count);
/// Where in the text last mapped the `count` spans come from; spans come in order, also from call to call. What comes from
/// a part of a changed unit comes from the whole of it: two tokens may have one source, and end in it alike.
int32_t cicu_mapper_sources(cicu_mapper *mapper, const ctext_span *spans, size_t count, ctext_span *sources);

/// Where the first run of more than `limit` bytes begins whose characters all reorder (their combining class is not 0), or
/// `count`: the time that normalization takes grows with the square of such a run.
size_t cicu_reordering_run(const uint8_t *text, size_t count, size_t limit, size_t *length);

typedef struct cicu_simple_mapping cicu_simple_mapping;
/// What the mapper does, for characters that map one by one; `out` is NULL where the locale's rules are not so simple.
int32_t cicu_simple_mapping_open(const cicu_mapper *mapper, cicu_simple_mapping **out);
void cicu_simple_mapping_close(cicu_simple_mapping *simple);
const ctext_mapping *cicu_simple_mapping_get(const cicu_simple_mapping *simple);

/// The room for a charset's name and its closing zero.
#define CICU_CHARSET_CAPACITY 64
typedef enum cicu_charset {
  CICU_UNKNOWN,
  /// A converter that is none for text in files: of mail, of a clipboard, of a database's inside, a compression.
  CICU_NO_FILE_ENCODING,
  CICU_UTF8,
  /// The two whose byte order only a mark tells.
  CICU_UTF16,
  CICU_UTF32,
  /// Every other.
  CICU_CHARSET,
} cicu_charset;
/// Finds a charset by any of its names, and writes the one to be recorded: MIME's, IANA's or else ICU's, which names the
/// same converter again.
cicu_charset cicu_charset_find(const char *name, char standard[CICU_CHARSET_CAPACITY]);
/// Name `alias` of converter `index`, both from 0, or NULL where there are no more.
const char *cicu_charset_alias(int32_t index, uint16_t alias);

/// What becomes of bytes that are no character of their charset.
typedef enum cicu_malformed { CICU_STOP, CICU_REPLACE, CICU_SKIP } cicu_malformed;
typedef enum cicu_decoded { CICU_INPUT_USED, CICU_OUTPUT_FULL, CICU_MALFORMED, CICU_FAILED } cicu_decoded;
typedef struct cicu_decoder cicu_decoder;
/// `charset` is a name that `cicu_charset_find` knows.
int32_t cicu_decoder_open(const char *charset, cicu_malformed malformed, cicu_decoder **out);
void cicu_decoder_close(cicu_decoder *decoder);
/// The least room for output.
#define CICU_DECODER_ROOM 4096
/// Decodes to UTF-8. `flush`: nothing follows. At `CICU_MALFORMED`, `malformed` gets how many bytes before `consumed` the
/// wrong ones begin, maybe in an earlier call's bytes; what came before them has been decoded.
cicu_decoded cicu_decoder_decode(cicu_decoder *decoder, const uint8_t *bytes, size_t count, bool flush, uint8_t *out,
                                 size_t capacity, size_t *consumed, size_t *produced, size_t *malformed);
/// How many sequences were replaced or skipped so far.
uint64_t cicu_decoder_malformed(const cicu_decoder *decoder);

/// A charset that a text may be in; confidence of 100.
typedef struct cicu_guess {
  char charset[CICU_CHARSET_CAPACITY];
  int32_t confidence;
} cicu_guess;
/// What ICU's detector makes of a sample, the likeliest first; charsets that ICU cannot decode are left out.
int32_t cicu_detect(const uint8_t *sample, int32_t count, cicu_guess *guesses, size_t capacity, size_t *found);

#ifdef __cplusplus
}
#endif
