/// Break rules as a table, and a segmenter that runs them over UTF-8: many bytes a step where the table says that this
/// gives the same.
///
/// The rules come from elsewhere (the installed ICU's compiled ones, or white space): nothing here knows what a word is.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A stretch of text, in bytes; `start == end` stands for a line's end there.
typedef struct ctext_span {
  uint32_t start, end;
} ctext_span;

/// The longest text that the functions below take, in bytes.
#define CTEXT_MAX ((size_t)1 << 30)
/// Bytes after a text that must be readable, whatever they hold.
#define CTEXT_PADDING 64

/// What is known of a scalar: its category in the low bits, and these.
#define CTEXT_CATEGORY 0x00FF
/// Makes a token of what it stands in: white space, controls and format characters alone are none.
#define CTEXT_VISIBLE 0x0100
/// White space, punctuation or a control that no case mapping looks past, that composes with nothing after it, and that
/// no normalization makes something else of.
#define CTEXT_INERT 0x0200
/// Visible, and what any normalization makes of it begins with something visible of the same category.
#define CTEXT_STEADY 0x0400
#define CTEXT_SCALARS 0x110000
#define CTEXT_CATEGORIES 64
#define CTEXT_STATES 255

/// A deterministic automaton, in the form of ICU's compiled rules. A run begins at a boundary in the state `start`, takes
/// a scalar's category a step, and ends in state 0. The next boundary is where the run was last in an accepting state, or
/// after one scalar where it never was; a run may also end at an earlier place that it has marked. At the text's end it
/// takes category 1.
typedef struct ctext_automaton {
  uint32_t states, categories, start;
  /// Categories from this one on belong to scripts that a dictionary segments.
  uint32_t dictionary;
  /// [states][categories]
  const uint8_t *next;
  /// [states]: 0, or 1 for accepting, or m > 1: the run ends where it was last in a state that marks m, if it was.
  const uint8_t *accepting;
  /// [states]: the mark, or 0.
  const uint8_t *marking;
  /// [states]: what the boundary is called if this state gave it.
  const int32_t *status;
  /// [CTEXT_SCALARS]: category and flags of each scalar.
  const uint16_t *scalars;
} ctext_automaton;

/// Which instructions find boundaries; all find the same.
typedef enum ctext_path { CTEXT_PLAIN, CTEXT_AVX2, CTEXT_AVX512 } ctext_path;
/// The widest one that this machine has.
ctext_path ctext_best_path(void);

typedef struct ctext_rules ctext_rules;
/// Copies and studies an automaton; NULL where memory is refused or the automaton is beyond the limits above.
///
/// `whole`: every span is a token; otherwise only those with a visible scalar. `lines`: LF and CR LF are no tokens but
/// line ends. `foreign_joins`: scalars beyond ASCII are all alike, and never parted from each other.
ctext_rules *ctext_rules_new(const ctext_automaton *automaton, bool whole, bool lines, bool foreign_joins,
                             ctext_path path);
/// White space divides, and nothing else.
ctext_rules *ctext_rules_new_whitespace(bool lines, ctext_path path);
void ctext_rules_free(ctext_rules *rules);

/// How a text that `ctext_breaks` gets stops.
typedef enum ctext_tail {
  /// Here it ends.
  CTEXT_ENDS,
  /// It goes on, and was cut where `ctext_is_safe_cut` allows it.
  CTEXT_CUT,
  /// It goes on, and was cut anywhere: only boundaries are wanted that do not depend on what follows. Needs `statuses`.
  CTEXT_OPEN,
} ctext_tail;

/// In a status: this is a token or a line's end.
#define CTEXT_TOKEN 0x40000000

/// Why `ctext_breaks` came back.
typedef enum ctext_end {
  /// At the text's end.
  CTEXT_DONE,
  /// No room for more.
  CTEXT_FULL,
  /// At a stretch, up to `*stretch`, that a dictionary must segment; both its ends are boundaries.
  CTEXT_DICTIONARY,
} ctext_end;

/// Writes the spans of `text` from `*position`, a boundary, and moves it to the boundary that it has come to.
///
/// `text` is UTF-8 and has `CTEXT_PADDING` bytes after it. `capacity` is at least 128. `*count` gets the number of spans.
/// With `statuses` every boundary has its span (a line's end too: an empty one), and beside it its status, with
/// `CTEXT_TOKEN` for what would be written without: slower, for those who ask of which kind a token is.
ctext_end ctext_breaks(const ctext_rules *rules, const uint8_t *text, size_t size, ctext_tail tail, size_t *position,
                       ctext_span *spans, int32_t *statuses, size_t capacity, size_t *count, size_t *stretch);

/// Whether text may be cut between two scalars whatever stands around them: there is a boundary, neither case mapping nor
/// normalization looks across, and what follows begins with something visible.
bool ctext_is_safe_cut(const ctext_rules *rules, uint32_t before, uint32_t after);
/// Whether that is so at `place` of `text[start..<end]`, a scalar's beginning.
bool ctext_is_cut(const ctext_rules *rules, const uint8_t *text, size_t start, size_t end, size_t place);
/// The last such place, `start` left out, or 0. `start` begins a scalar.
size_t ctext_last_cut(const ctext_rules *rules, const uint8_t *text, size_t start, size_t end);

/// Writes UTF-8 text of at most `capacity` bytes, in which scalars of all categories but the dictionary's stand side by
/// side at random; `seed` decides which. Returns its size.
size_t ctext_sample(const ctext_rules *rules, uint64_t seed, uint8_t *text, size_t capacity);

/// How `from` and `to` stand side by side: for tests of what the studies found.
typedef enum ctext_pair { CTEXT_MAYBE, CTEXT_BREAK, CTEXT_JOIN } ctext_pair;
ctext_pair ctext_pair_of(const ctext_rules *rules, uint32_t before, uint32_t after);

#ifdef __cplusplus
}
#endif
