// Positions are spread into buckets by the first symbol of the n-gram that begins there, and each bucket is sorted by the
// symbols that follow: as many at a time as fit beside the position in 64 bits. Where an n-gram occurs but once, nothing
// is left to sort, and what follows is read off the text.
#include "count.h"
#include "find.h"
#include <stdlib.h>
#include <string.h>

// A symbol is an id + 1; 0 follows the last symbol of a segment or of the stream.
enum { LARGEST_BUCKET = 1 << 15, MOST_DIGITS = 8, LARGEST_INSERTION = 24, BUCKETS_OF_LARGE = 2048, AHEAD = 24 };

typedef struct {
  size_t start, count; // of the elements
  uint32_t first;      // the first symbol
  uint32_t symbols;    // how many share the bucket
  unsigned following;  // how many more stand in a key
} bucket;

// What spreading needs of a bucket, in few bytes.
typedef struct {
  uint32_t place; // where its next element goes, from the bucket's start
  uint32_t first;
  uint8_t surplus; // bits of the longest key that this bucket's keys have not
  uint8_t shift;   // of the first symbol in its keys
} target;

// What one part has found, order by order.
typedef struct {
  uint32_t *words[NGRAMS_MOST_ORDERS + 1], *counts[NGRAMS_MOST_ORDERS + 1], *continuations[NGRAMS_MOST_ORDERS + 1];
  size_t count[NGRAMS_MOST_ORDERS + 1];
  uint32_t next_symbol; // symbols below have their place in `first_bigram`
  bool is_lent;         // the arrays are the caller's, and long enough for all
} output;

struct ngrams_counting {
  unsigned order, parts, symbol_bits, position_bits;
  uint32_t symbols, end; // symbols are 1…symbols; the one that ends a segment, or 0
  uint32_t *text;        // the symbols, with zeros behind the last one
  size_t count;
  uint32_t *histograms; // symbols + 1 for each part
  bucket *buckets;
  size_t bucket_count;
  uint32_t *bucket_of;  // of each symbol
  target *targets;      // of each bucket, for each part
  size_t *first_bucket; // of each part: what it sorts
  uint64_t *elements;
  uint32_t *unigrams;     // by symbol
  uint32_t *first_bigram; // by symbol, within its part
  uint32_t *part_of;      // by symbol
  output *outputs;
  uint8_t field_of_bit[64]; // ⌊bit / symbol_bits⌋
};

static unsigned bits_for(uint64_t most) {
  unsigned bits = 1;
  while (bits < 64 && most >> bits) bits++;
  return bits;
}

static void *allocate(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory) ngrams_in_large_pages(memory, bytes);
  return memory;
}

ngrams_counting *ngrams_counting_new(const uint32_t *ids, size_t count, uint32_t vocabulary, uint32_t end, bool inside,
                                     unsigned order, unsigned parts) {
  ngrams_counting *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  const bool has_segments = end < vocabulary;
  size_t segments = 0;
  if (has_segments) {
    for (size_t i = 0; i < count; i++) segments += ids[i] == end;
    segments += count > 0 && ids[count - 1] != end;
    segments -= inside && count > 0;
  }
  c->order = order;
  c->parts = parts;
  c->symbols = vocabulary + 1;
  c->end = has_segments ? end + 1 : 0;
  c->count = count + segments;
  c->symbol_bits = bits_for(c->symbols);
  c->position_bits = bits_for(c->count);
  for (unsigned bit = 0; bit < 64; bit++) c->field_of_bit[bit] = (uint8_t)(bit / c->symbol_bits);
  c->text = allocate((c->count + NGRAMS_MOST_ORDERS + 1) * sizeof *c->text);
  c->histograms = calloc((size_t)parts * (c->symbols + 1), sizeof *c->histograms);
  c->outputs = calloc(parts, sizeof *c->outputs);
  if (!c->text || !c->histograms || !c->outputs) {
    ngrams_counting_free(c);
    return NULL;
  }
  uint32_t *out = c->text;
  if (has_segments) {
    bool begins = !inside;
    for (size_t i = 0; i < count; i++) {
      if (begins) *out++ = vocabulary + 1;
      *out++ = ids[i] + 1;
      begins = ids[i] == end;
    }
  } else {
    for (size_t i = 0; i < count; i++) *out++ = ids[i] + 1;
  }
  memset(out, 0, (NGRAMS_MOST_ORDERS + 1) * sizeof *out);
  return c;
}

void ngrams_counting_free(ngrams_counting *c) {
  if (!c) return;
  ngrams_counting_sorted(c);
  for (unsigned part = 0; c->outputs && part < c->parts; part++) {
    output *o = &c->outputs[part];
    for (unsigned n = 0; !o->is_lent && n <= NGRAMS_MOST_ORDERS; n++) {
      free(o->words[n]);
      free(o->counts[n]);
      free(o->continuations[n]);
    }
  }
  free(c->outputs);
  free(c->unigrams);
  free(c->first_bigram);
  free(c->part_of);
  free(c);
}

void ngrams_counting_sorted(ngrams_counting *c) {
  void **temporary[] = {(void **)&c->text,      (void **)&c->histograms, (void **)&c->buckets,     (void **)&c->bucket_of,
                        (void **)&c->targets,    (void **)&c->first_bucket, (void **)&c->elements};
  for (size_t i = 0; i < sizeof temporary / sizeof *temporary; i++) {
    free(*temporary[i]);
    *temporary[i] = NULL;
  }
}

static size_t part_start(const ngrams_counting *c, unsigned part) { return c->count / c->parts * part + (part < c->count % c->parts ? part : c->count % c->parts); }

void ngrams_counting_histogram(ngrams_counting *c, unsigned part) {
  uint32_t *histogram = c->histograms + (size_t)part * (c->symbols + 1);
  const size_t end = part_start(c, part + 1);
  for (size_t i = part_start(c, part); i < end; i++) histogram[c->text[i]]++;
}

// How many symbols of the n-gram, after `depth` that are known, stand in a key beside `taken` bits and the position.
static unsigned symbols_of_key(const ngrams_counting *c, unsigned depth, unsigned taken) {
  const unsigned fitting = (64 - c->position_bits - taken) / c->symbol_bits;
  return fitting < c->order - depth ? fitting : c->order - depth;
}

static size_t work_of(const bucket *b) { return b->count * (b->symbols > 1 ? 2 : 1); }

bool ngrams_counting_plan(ngrams_counting *c) {
  const size_t symbols = (size_t)c->symbols + 1;
  c->unigrams = calloc(symbols, sizeof *c->unigrams);
  c->first_bigram = calloc(symbols, sizeof *c->first_bigram);
  c->part_of = calloc(symbols, sizeof *c->part_of);
  c->bucket_of = calloc(symbols, sizeof *c->bucket_of);
  c->buckets = malloc(symbols * sizeof *c->buckets);
  c->first_bucket = malloc((c->parts + 1) * sizeof *c->first_bucket);
  c->elements = allocate((c->count + 1) * sizeof *c->elements);
  if (!c->unigrams || !c->first_bigram || !c->part_of || !c->bucket_of || !c->buckets || !c->first_bucket || !c->elements)
    return false;
  for (unsigned part = 0; part < c->parts; part++)
    for (size_t s = 1; s < symbols; s++) c->unigrams[s] += c->histograms[part * symbols + s];

  // A bucket is a symbol that is frequent, or neighbours that are not.
  bucket *last = NULL;
  size_t start = 0;
  for (uint32_t s = 1; s <= c->symbols; s++) {
    const size_t count = c->unigrams[s];
    if (last && last->count + count <= LARGEST_BUCKET) {
      last->count += count;
      last->symbols++;
    } else {
      last = last ? last + 1 : c->buckets;
      *last = (bucket){.first = s, .symbols = 1, .start = start, .count = count};
    }
    c->bucket_of[s] = (uint32_t)(last - c->buckets);
    start += count;
  }
  c->bucket_count = (size_t)(last - c->buckets) + 1;
  // Where whole n-grams fit into keys, their positions are not needed.
  unsigned most_taken = 0;
  for (size_t i = 0; i < c->bucket_count; i++)
    if (c->buckets[i].symbols > 1 && bits_for(c->buckets[i].symbols - 1) > most_taken)
      most_taken = bits_for(c->buckets[i].symbols - 1);
  if (most_taken + (c->order - 1) * c->symbol_bits <= 64) c->position_bits = 0;
  for (size_t i = 0; i < c->bucket_count; i++) {
    bucket *b = &c->buckets[i];
    b->following = symbols_of_key(c, 1, b->symbols > 1 ? bits_for(b->symbols - 1) : 0);
  }

  c->targets = calloc((size_t)c->parts * c->bucket_count, sizeof *c->targets);
  if (!c->targets) return false;
  for (unsigned part = 0; part < c->parts; part++)
    for (size_t s = 1; s < symbols; s++)
      c->targets[part * c->bucket_count + c->bucket_of[s]].place += c->histograms[part * symbols + s];
  const unsigned longest = symbols_of_key(c, 1, 0);
  for (size_t b = 0; b < c->bucket_count; b++) {
    const bucket *this = &c->buckets[b];
    size_t place = this->start;
    for (unsigned part = 0; part < c->parts; part++) {
      target *t = &c->targets[part * c->bucket_count + b];
      const size_t count = t->place;
      *t = (target){.place = place,
                    .first = this->first,
                    .surplus = (uint8_t)((longest - this->following) * c->symbol_bits),
                    .shift = (uint8_t)(this->following * c->symbol_bits & 63)};
      place += count;
    }
  }
  // Each part sorts buckets that make about the same work: rare symbols share buckets, have longer keys and more n-grams.
  size_t work = 0;
  for (size_t i = 0; i < c->bucket_count; i++) work += work_of(&c->buckets[i]);
  size_t b = 0, done = 0;
  for (unsigned part = 0; part < c->parts; part++) {
    c->first_bucket[part] = b;
    const size_t until = part + 1 == c->parts ? SIZE_MAX : work / c->parts * (part + 1);
    for (; b < c->bucket_count && done + work_of(&c->buckets[b]) / 2 < until; b++) {
      done += work_of(&c->buckets[b]);
      for (uint32_t s = 0; s < c->buckets[b].symbols; s++) c->part_of[c->buckets[b].first + s] = part;
    }
  }
  c->first_bucket[c->parts] = c->bucket_count;
  return true;
}

// The next `symbols` symbols from `text` on, after the one before them; nothing follows the end of a segment.
static inline uint64_t key_of(const uint32_t *text, uint32_t before, unsigned symbols, unsigned bits, uint32_t end) {
  uint64_t key = 0;
  // No bits are let through once a segment is over.
  uint32_t through = before == end ? 0 : UINT32_MAX;
  for (unsigned i = 0; i < symbols; i++) {
    const uint32_t symbol = text[i] & through;
    key = key << bits | symbol;
    through &= symbol == end ? 0 : UINT32_MAX;
  }
  return key;
}

void ngrams_counting_spread(ngrams_counting *c, unsigned part) {
  const size_t until = part_start(c, part + 1);
  target *targets = c->targets + part * c->bucket_count;
  const unsigned longest = symbols_of_key(c, 1, 0), bits = c->symbol_bits, position_bits = c->position_bits;
  const uint64_t with_position = position_bits ? UINT64_MAX : 0;
  for (size_t i = part_start(c, part); i < until; i++) {
    const uint32_t symbol = c->text[i];
    target *t = &targets[c->bucket_of[symbol]];
    const uint64_t key = key_of(c->text + i + 1, symbol, longest, bits, c->end) >> t->surplus;
    // Where a symbol has a bucket for itself, this is zero.
    const uint64_t first = (uint64_t)(symbol - t->first) << t->shift;
    c->elements[t->place++] = (first | key) << position_bits | (i & with_position);
  }
}

static void insertion_sort(uint64_t *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    const uint64_t key = keys[i];
    size_t j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
    keys[j] = key;
  }
}

// Sorts keys whose lowest `low` bits are in order already where all above are equal: radix sort (Knuth 5.2.5), the last
// digit first, over the bits that differ.
__attribute__((noinline)) static void sort_keys(uint64_t *keys, uint64_t *other, size_t count, unsigned low) {
  if (count <= LARGEST_INSERTION) return insertion_sort(keys, count);
  uint64_t differing = 0;
  for (size_t i = 1; i < count; i++) differing |= keys[i] ^ keys[0];
  if (!(differing >> low)) return;
  const unsigned high = 64 - (unsigned)__builtin_clzll(differing);
  const unsigned widest = count < 4096 ? 8 : 11;
  const unsigned digits = (high - low + widest - 1) / widest, width = (high - low + digits - 1) / digits;
  const uint64_t mask = (1u << width) - 1;
  uint32_t starts[MOST_DIGITS][BUCKETS_OF_LARGE];
  for (unsigned d = 0; d < digits; d++) memset(starts[d], 0, (mask + 1) * sizeof **starts);
  for (size_t i = 0; i < count; i++) {
    uint64_t rest = keys[i] >> low;
    for (unsigned d = 0; d < digits; d++, rest >>= width) starts[d][rest & mask]++;
  }
  uint64_t *from = keys, *to = other;
  for (unsigned d = 0; d < digits; d++) {
    const unsigned shift = low + d * width;
    uint32_t sum = 0, *start = starts[d];
    bool spread = true;
    for (size_t v = 0; v <= mask; v++) {
      const uint32_t n = start[v];
      spread &= n != count;
      start[v] = sum;
      sum += n;
    }
    if (!spread) continue;
    for (size_t i = 0; i < count; i++) to[start[from[i] >> shift & mask]++] = from[i];
    uint64_t *swapped = from;
    from = to;
    to = swapped;
  }
  if (from != keys) memcpy(keys, from, count * sizeof *keys);
}

typedef struct {
  ngrams_counting *c;
  output *out;
  uint64_t *other; // as many as the largest bucket has
  uint32_t first;  // the bucket's first symbol
} sorter;

static inline void add_node(sorter *s, unsigned n, uint32_t symbol, uint32_t count) {
  ngrams_counting *c = s->c;
  output *o = s->out;
  if (n == 1) {
    // Ids in between do not occur: their continuations begin and end here.
    while (o->next_symbol <= symbol) c->first_bigram[o->next_symbol++] = (uint32_t)o->count[2];
    return;
  }
  const size_t node = o->count[n]++;
  o->words[n][node] = symbol - 1;
  o->counts[n][node] = count;
  if (n < c->order) o->continuations[n][node] = (uint32_t)o->count[n + 1];
}

// The n-grams longer than `depth` of the one position that has these symbols.
static void add_chain(sorter *s, size_t position, unsigned depth) {
  const ngrams_counting *c = s->c;
  const uint32_t *text = c->text + position;
  for (unsigned n = depth + 1; n <= c->order && text[n - 1] && text[n - 2] != c->end; n++) add_node(s, n, text[n - 1], 1);
}

// Adds the n-grams of elements that have `depth` symbols in common, and the next `symbols` in their keys. (At depth 0 the
// first symbol is counted from the bucket's first one.)
static void add_group(sorter *s, uint64_t *elements, size_t count, unsigned depth, unsigned symbols) {
  const ngrams_counting *c = s->c;
  sort_keys(elements, s->other, count, c->position_bits);
  const unsigned bits = c->symbol_bits;
  const unsigned last = depth + symbols;
  const uint64_t symbol_mask = ((uint64_t)1 << bits) - 1, position_mask = ((uint64_t)1 << c->position_bits) - 1;
  uint64_t before = 0;
  for (size_t i = 0, next; i < count; i = next) {
    const uint64_t key = elements[i] >> c->position_bits;
    for (next = i + 1; next < count && elements[next] >> c->position_bits == key;) next++;
    // What follows is about to be read, at places that only now are known.
    if (last < c->order)
      for (size_t j = i + AHEAD; j < next + AHEAD && j < count; j++)
        __builtin_prefetch(c->text + (elements[j] & position_mask) + last - 1);
    const uint32_t occurrences = (uint32_t)(next - i);
    // Symbols that this key shares with the one before.
    unsigned shared = 0;
    if (i) {
      shared = symbols - 1 - c->field_of_bit[63 - __builtin_clzll(key ^ before)];
      for (unsigned n = depth + 1; n <= depth + shared; n++)
        if (n > 1) s->out->counts[n][s->out->count[n] - 1] += occurrences;
    }
    before = key;
    bool over = false;
    for (unsigned k = shared; k < symbols; k++) {
      const uint64_t field = key >> ((symbols - 1 - k) * bits);
      const uint32_t symbol = depth + k == 0 ? (uint32_t)field + s->first : (uint32_t)(field & symbol_mask);
      if (!symbol) {
        over = true;
        break;
      }
      add_node(s, depth + k + 1, symbol, occurrences);
    }
    if (over || last == c->order) continue;
    const size_t position = elements[i] & position_mask;
    const uint32_t last_symbol = c->text[position + last - 1];
    if (!last_symbol || last_symbol == c->end) continue;
    if (occurrences == 1) {
      add_chain(s, position, last);
      continue;
    }
    const unsigned following = symbols_of_key(c, last, 0);
    for (size_t j = i; j < next; j++) {
      const size_t place = elements[j] & position_mask;
      elements[j] = key_of(c->text + place + last, last_symbol, following, bits, c->end) << c->position_bits | place;
    }
    add_group(s, elements + i, next - i, last, following);
  }
}

// Room for as many n-grams as there could be: what is never written takes no memory.
static bool make_room(output *o, unsigned order, size_t most) {
  for (unsigned n = 2; !o->is_lent && n <= order; n++) {
    o->words[n] = allocate(most * sizeof *o->words[n]);
    o->counts[n] = allocate(most * sizeof *o->counts[n]);
    o->continuations[n] = n < order ? allocate(most * sizeof *o->continuations[n]) : NULL;
    if (!o->words[n] || !o->counts[n] || (n < order && !o->continuations[n])) return false;
  }
  return true;
}

bool ngrams_counting_sort(ngrams_counting *c, unsigned part) {
  const size_t from = c->first_bucket[part], to = c->first_bucket[part + 1];
  size_t largest = 0, most = 0;
  for (size_t b = from; b < to; b++) {
    most += c->buckets[b].count;
    if (c->buckets[b].count > largest) largest = c->buckets[b].count;
  }
  output *o = &c->outputs[part];
  sorter s = {.c = c, .out = o, .other = malloc((largest + 1) * sizeof *s.other)};
  const bool done = s.other != NULL && (most == 0 || make_room(o, c->order, most));
  o->next_symbol = from < to ? c->buckets[from].first : c->symbols + 1;
  for (size_t b = from; done && c->order > 1 && b < to; b++) {
    const bucket *this = &c->buckets[b];
    if (!this->count) continue;
    s.first = this->first;
    const bool alone = this->symbols == 1;
    if (alone) add_node(&s, 1, this->first, (uint32_t)this->count);
    if (alone)
      add_group(&s, c->elements + this->start, this->count, 1, this->following);
    else
      add_group(&s, c->elements + this->start, this->count, 0, this->following + 1);
  }
  // Symbols behind the last one that occurs.
  if (from < to) {
    const uint32_t end = c->buckets[to - 1].first + c->buckets[to - 1].symbols;
    while (o->next_symbol < end) c->first_bigram[o->next_symbol++] = (uint32_t)o->count[2];
  }
  free(s.other);
  return done;
}

size_t ngrams_counting_level(const ngrams_counting *c, unsigned n) {
  size_t count = 0;
  for (unsigned part = 0; part < c->parts; part++) count += c->outputs[part].count[n];
  return count;
}

void ngrams_counting_unigrams(const ngrams_counting *c, uint32_t *out) {
  memcpy(out, c->unigrams + 1, c->symbols * sizeof *out);
}

size_t ngrams_counting_positions(const ngrams_counting *c) { return c->count; }

void ngrams_counting_lend(ngrams_counting *c, unsigned n, uint32_t *words, uint32_t *counts, uint32_t *continuations) {
  output *o = &c->outputs[0];
  o->is_lent = true;
  o->words[n] = words;
  o->counts[n] = counts;
  o->continuations[n] = continuations;
  ngrams_in_large_pages(words, c->count * sizeof *words);
  ngrams_in_large_pages(counts, c->count * sizeof *counts);
  if (continuations) ngrams_in_large_pages(continuations, c->count * sizeof *continuations);
}

// What the first part has found stands in place; the others' follows.
static void follow(const ngrams_counting *c, unsigned n, uint32_t *out, uint32_t *const *(*array)(const output *)) {
  out += c->outputs[0].count[n];
  for (unsigned part = 1; part < c->parts; part++) {
    const output *o = &c->outputs[part];
    if (o->count[n]) memcpy(out, array(o)[n], o->count[n] * sizeof *out);
    out += o->count[n];
  }
}

static uint32_t *const *words_of(const output *o) { return o->words; }
static uint32_t *const *counts_of(const output *o) { return o->counts; }

void ngrams_counting_finish_words(ngrams_counting *c, unsigned n) { follow(c, n, c->outputs[0].words[n], words_of); }

void ngrams_counting_finish_counts(ngrams_counting *c, unsigned n) { follow(c, n, c->outputs[0].counts[n], counts_of); }

void ngrams_counting_finish_continuations(ngrams_counting *c, unsigned n) {
  uint32_t *out = c->outputs[0].continuations[n] + c->outputs[0].count[n];
  uint32_t before = (uint32_t)c->outputs[0].count[n + 1];
  for (unsigned part = 1; part < c->parts; part++) {
    const output *o = &c->outputs[part];
    for (size_t i = 0; i < o->count[n]; i++) *out++ = o->continuations[n][i] + before;
    before += (uint32_t)o->count[n + 1];
  }
  *out = before;
}

void ngrams_counting_first_continuations(const ngrams_counting *c, uint32_t *out) {
  uint32_t starts[NGRAMS_MOST_PARTS], before = 0;
  for (unsigned part = 0; part < c->parts; part++) {
    starts[part] = before;
    before += (uint32_t)c->outputs[part].count[2];
  }
  for (uint32_t s = 1; s <= c->symbols; s++) *out++ = c->first_bigram[s] + starts[c->part_of[s]];
  *out = before;
}
