#include "rules.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

ctext_path ctext_best_path(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                    __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt");
  if (avx2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi2"))
    return CTEXT_AVX512;
  if (avx2) return CTEXT_AVX2;
#endif
  return CTEXT_PLAIN;
}

static uint8_t step(const ctext_rules *rules, uint32_t state, uint32_t category) {
  return rules->next[state * CTEXT_CATEGORIES + category];
}

/// The states in which a run can be before it takes a scalar.
static void find_reachable(const ctext_rules *rules, uint32_t categories, bool reachable[256]) {
  uint8_t waiting[256];
  uint32_t count = 0;
  memset(reachable, 0, 256);
  reachable[rules->start] = true;
  waiting[count++] = (uint8_t)rules->start;
  while (count > 0) {
    uint8_t state = waiting[--count];
    for (uint32_t category = 0; category < categories; category++) {
      if (category == END_OF_TEXT) continue;
      uint8_t after = step(rules, state, category);
      if (after == STOP || reachable[after]) continue;
      reachable[after] = true;
      waiting[count++] = after;
    }
  }
}

/// What stands between scalars of two categories, in any text.
///
/// Runs begin at boundaries and make progress. Where every run that has taken x stops at y, no run ends beyond the place
/// between them, so that one ends there. Where every run that could end there (it accepts x, or x is its first scalar)
/// takes y too and accepts it, and none marks the place to come back to it, none ends there.
static ctext_pair study(const ctext_rules *rules, const bool reachable[256], uint32_t x, uint32_t y) {
  bool breaks = true, joins = step(rules, rules->start, x) != STOP;
  for (uint32_t state = 1; state < 256; state++) {
    if (!reachable[state]) continue;
    const uint8_t after = step(rules, state, x);
    if (after == STOP) continue;
    const uint8_t last = step(rules, after, y);
    if (last != STOP) breaks = false;
    const bool could_end = rules->accepting[after] != 0 || state == rules->start;
    if (rules->marking[after] != 0 || (could_end && (last == STOP || rules->accepting[last] != 1))) joins = false;
  }
  return breaks ? CTEXT_BREAK : joins ? CTEXT_JOIN : CTEXT_MAYBE;
}

/// Whether there is a boundary between x and y wherever z follows: every run that has taken both stops at z, and has not
/// accepted y.
static bool breaks_before(const ctext_rules *rules, const bool reachable[256], uint32_t x, uint32_t y, uint32_t z) {
  for (uint32_t state = 1; state < 256; state++) {
    if (!reachable[state]) continue;
    const uint8_t after = step(rules, state, x), last = step(rules, after, y);
    if (after == STOP || last == STOP) continue;
    if (rules->accepting[last] != 0 || rules->marking[last] != 0 || step(rules, last, z) != STOP) return false;
  }
  return true;
}

static bool makes_token(const ctext_rules *rules, uint16_t scalar) {
  return rules->whole || (scalar & CTEXT_VISIBLE);
}

static ctext_pair between(const ctext_rules *rules, uint32_t x, uint32_t y) {
  if (x == FOREIGN || y == FOREIGN) {
    if (!rules->foreign_joins) return CTEXT_MAYBE;
  }
  uint16_t left = x == FOREIGN ? rules->scalars[FOREIGN] : rules->ascii[x];
  uint16_t right = y == FOREIGN ? rules->scalars[FOREIGN] : rules->ascii[y];
  ctext_pair pair = rules->pairs[left & CTEXT_CATEGORY][right & CTEXT_CATEGORY];
  // A token is judged by its first byte. CR LF ends a line where lines count, and takes the careful way.
  if (pair == CTEXT_JOIN && makes_token(rules, left) != makes_token(rules, right)) return CTEXT_MAYBE;
  if (pair == CTEXT_JOIN && rules->lines && (x == '\n' || y == '\n')) return CTEXT_MAYBE;
  return pair;
}

/// The number of the set with these members; a new one where there is none, `SETS` where there is no room.
static uint32_t set_with(ctext_rules *rules, const bool members[SYMBOLS]) {
  byte_set set = {.foreign = members[FOREIGN]};
  for (uint32_t byte = 0; byte < 0x80; byte++)
    if (members[byte]) set.low[byte & 15] |= (uint8_t)(1 << (byte >> 4));
  uint32_t number = 0;
  while (number < rules->set_count && memcmp(&rules->sets[number], &set, sizeof set) != 0) number++;
  if (number == SETS) return SETS;
  if (number == rules->set_count) rules->sets[rules->set_count++] = set;
  return number;
}

/// The set of bytes that make a boundary between any x of `left` and any y of `right` by following.
static uint32_t set_of_next(ctext_rules *rules, const bool reachable[256], const bool left[SYMBOLS],
                            const bool right[SYMBOLS]) {
  bool next[SYMBOLS];
  for (uint32_t z = 0; z < SYMBOLS; z++) next[z] = z != FOREIGN;
  for (uint32_t x = 0; x < SYMBOLS; x++)
    for (uint32_t y = 0; y < SYMBOLS; y++) {
      if (!left[x] || !right[y]) continue;
      for (uint32_t z = 0; z < FOREIGN; z++) {
        if (x == FOREIGN || y == FOREIGN || y == '\n') next[z] = false;
        if (next[z])
          next[z] = breaks_before(rules, reachable, rules->ascii[x] & CTEXT_CATEGORY, rules->ascii[y] & CTEXT_CATEGORY,
                                  rules->ascii[z] & CTEXT_CATEGORY);
      }
    }
  return set_with(rules, next);
}

/// Says a relation of symbols as products of two sets; false where there is no room.
static bool relate(ctext_rules *rules, const bool reachable[256], ctext_pair kind, relation *relations,
                   uint32_t *count) {
  bool done[SYMBOLS] = {false};
  for (uint32_t x = 0; x < SYMBOLS; x++) {
    if (done[x]) continue;
    bool left[SYMBOLS] = {false}, right[SYMBOLS] = {false}, any = false;
    for (uint32_t y = 0; y < SYMBOLS; y++) any |= right[y] = rules->symbols[x][y] == kind;
    if (!any) continue;
    for (uint32_t other = x; other < SYMBOLS; other++) {
      bool same = true;
      for (uint32_t y = 0; y < SYMBOLS && same; y++) same = (rules->symbols[other][y] == kind) == right[y];
      left[other] = same;
      done[other] |= same;
    }
    uint32_t l = set_with(rules, left), r = set_with(rules, right);
    if (l == SETS || r == SETS || *count == RELATIONS) return false;
    const uint32_t n = kind == CTEXT_MAYBE ? set_of_next(rules, reachable, left, right) : SETS;
    relations[(*count)++] = (relation){(uint8_t)l, (uint8_t)r, (uint8_t)(n == SETS ? NOTHING_SET : n)};
  }
  return true;
}

static void make_sets(ctext_rules *rules, const bool reachable[256]) {
  bool members[SYMBOLS];
  for (uint32_t x = 0; x < SYMBOLS; x++)
    members[x] = makes_token(rules, x == FOREIGN ? CTEXT_VISIBLE : rules->ascii[x]) || (rules->lines && x == '\n');
  set_with(rules, members);
  for (uint32_t x = 0; x < SYMBOLS; x++) members[x] = x == '\n';
  set_with(rules, members);
  for (uint32_t x = 0; x < SYMBOLS; x++) members[x] = false;
  set_with(rules, members);
  // Foreign neighbours are told apart by the byte's high bit, unless they have relations of their own.
  uint8_t foreign[SYMBOLS][2];
  for (uint32_t x = 0; x < SYMBOLS && !rules->foreign_joins; x++) {
    foreign[x][0] = rules->symbols[x][FOREIGN];
    foreign[x][1] = rules->symbols[FOREIGN][x];
    rules->symbols[x][FOREIGN] = rules->symbols[FOREIGN][x] = CTEXT_BREAK;
  }
  rules->has_sets = relate(rules, reachable, CTEXT_JOIN, rules->joins, &rules->join_count) &&
                    relate(rules, reachable, CTEXT_MAYBE, rules->maybes, &rules->maybe_count);
  for (uint32_t x = 0; x < SYMBOLS && !rules->foreign_joins; x++) {
    rules->symbols[x][FOREIGN] = foreign[x][0];
    rules->symbols[FOREIGN][x] = foreign[x][1];
  }
  for (uint32_t x = 0; x < SYMBOLS; x++)
    for (uint32_t number = 0; number < rules->set_count; number++) {
      const byte_set *set = &rules->sets[number];
      bool inside = x == FOREIGN ? set->foreign : (set->low[x & 15] >> (x >> 4)) & 1;
      rules->memberships[x] |= (uint32_t)inside << number;
    }
}

ctext_rules *ctext_rules_new(const ctext_automaton *automaton, bool whole, bool lines, bool foreign_joins,
                             ctext_path path) {
  const uint32_t states = automaton->states, categories = automaton->categories;
  if (states > CTEXT_STATES || categories > CTEXT_CATEGORIES) return NULL;
  ctext_rules *rules = calloc(1, sizeof *rules);
  if (!rules) return NULL;
  rules->dictionary = automaton->dictionary;
  rules->start = automaton->start;
  rules->whole = whole;
  rules->lines = lines;
  rules->foreign_joins = foreign_joins;
  rules->scalars = automaton->scalars;
  memcpy(rules->ascii, automaton->scalars, sizeof rules->ascii);
  for (uint32_t state = 0; state < states; state++) {
    memcpy(&rules->next[state * CTEXT_CATEGORIES], &automaton->next[state * categories], categories);
    rules->accepting[state] = automaton->accepting[state];
    rules->marking[state] = automaton->marking[state];
    rules->status[state] = automaton->status[state];
  }
  bool reachable[256];
  find_reachable(rules, categories, reachable);
  for (uint32_t x = 0; x < categories; x++)
    for (uint32_t y = 0; y < categories; y++) rules->pairs[x][y] = (uint8_t)study(rules, reachable, x, y);
  for (uint32_t x = 0; x < SYMBOLS; x++)
    for (uint32_t y = 0; y < SYMBOLS; y++) rules->symbols[x][y] = (uint8_t)between(rules, x, y);
  make_sets(rules, reachable);
  rules->path = rules->has_sets ? path : CTEXT_PLAIN;
  return rules;
}

enum { SPACE = 2, REST = 3 };
static uint16_t whitespace_scalars[CTEXT_SCALARS];
static pthread_once_t whitespace_once = PTHREAD_ONCE_INIT;

static void make_whitespace(void) {
  for (uint32_t scalar = 0; scalar < CTEXT_SCALARS; scalar++) {
    const bool space = scalar == ' ' || (scalar >= '\t' && scalar <= '\r');
    whitespace_scalars[scalar] = space ? SPACE | CTEXT_INERT : REST | CTEXT_VISIBLE | CTEXT_STEADY;
  }
}

ctext_rules *ctext_rules_new_whitespace(bool lines, ctext_path path) {
  // A state for each category: white space stands alone, the rest holds together.
  enum { START = 1, STATES = 4, CATEGORIES = 4 };
  static const uint8_t next[STATES][CATEGORIES] = {[START] = {0, 0, SPACE, REST}, [REST] = {0, 0, 0, REST}};
  static const uint8_t accepting[STATES] = {0, 0, 1, 1}, marking[STATES] = {0};
  static const int32_t status[STATES] = {0};
  pthread_once(&whitespace_once, make_whitespace);
  const ctext_automaton automaton = {STATES,    CATEGORIES, START,  CTEXT_CATEGORIES, next[0],
                                     accepting, marking,    status, whitespace_scalars};
  return ctext_rules_new(&automaton, false, lines, true, path);
}

void ctext_rules_free(ctext_rules *rules) { free(rules); }

ctext_pair ctext_pair_of(const ctext_rules *rules, uint32_t before, uint32_t after) {
  return rules->pairs[rules->scalars[before] & CTEXT_CATEGORY][rules->scalars[after] & CTEXT_CATEGORY];
}

bool ctext_is_safe_cut(const ctext_rules *rules, uint32_t before, uint32_t after) {
  const uint16_t left = rules->scalars[before], right = rules->scalars[after];
  return rules->pairs[left & CTEXT_CATEGORY][right & CTEXT_CATEGORY] == CTEXT_BREAK && (left & CTEXT_INERT) &&
         (right & CTEXT_STEADY);
}

bool ctext_is_cut(const ctext_rules *rules, const uint8_t *text, size_t start, size_t end, size_t place) {
  if (place <= start || place >= end) return false;
  size_t before = place - 1, length;
  while (before > start && (text[before] & 0xC0) == 0x80) before--;
  return ctext_is_safe_cut(rules, scalar_at(text + before, &length), scalar_at(text + place, &length));
}

size_t ctext_last_cut(const ctext_rules *rules, const uint8_t *text, size_t start, size_t end) {
  size_t after = end;
  uint32_t right = 0;
  while (after > start) {
    size_t before = after - 1, length;
    while (before > start && (text[before] & 0xC0) == 0x80) before--;
    uint32_t left = scalar_at(text + before, &length);
    if (after < end && ctext_is_safe_cut(rules, left, right)) return after;
    right = left;
    after = before;
  }
  return 0;
}

static size_t put(uint32_t scalar, uint8_t *text) {
  if (scalar < 0x80) return text[0] = (uint8_t)scalar, 1;
  if (scalar < 0x800) return text[0] = (uint8_t)(0xC0 | scalar >> 6), text[1] = (uint8_t)(0x80 | (scalar & 0x3F)), 2;
  const size_t length = scalar < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--, scalar >>= 6) text[i] = (uint8_t)(0x80 | (scalar & 0x3F));
  text[0] = (uint8_t)((length == 3 ? 0xE0 : 0xF0) | scalar);
  return length;
}

size_t ctext_sample(const ctext_rules *rules, uint64_t seed, uint8_t *text, size_t capacity) {
  // A few scalars of each category, from different blocks.
  enum { EACH = 8 };
  uint32_t scalars[CTEXT_CATEGORIES][EACH], found[CTEXT_CATEGORIES] = {0}, latest[CTEXT_CATEGORIES] = {0};
  for (uint32_t scalar = 0; scalar < 0x20000; scalar++) {
    const uint32_t category = rules->scalars[scalar] & CTEXT_CATEGORY;
    if (scalar - 0xD800 < 0x800 || category >= rules->dictionary || found[category] == EACH) continue;
    if (found[category] > 1 && scalar < latest[category] + 0x80) continue;
    latest[category] = scalar;
    scalars[category][found[category]++] = scalar;
  }
  size_t size = 0;
  while (capacity - size >= 4) {
    seed = seed * 6364136223846793005 + 1442695040888963407;
    const uint32_t dice = (uint32_t)(seed >> 33), category = dice % CTEXT_CATEGORIES;
    // Half of it is ASCII, where the fast ways are.
    if (dice >> 30) size += put((dice >> 8) & 0x7F, text + size);
    else if (found[category]) size += put(scalars[category][(dice >> 8) % found[category]], text + size);
  }
  return size;
}
