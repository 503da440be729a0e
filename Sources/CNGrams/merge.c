// A walk through all runs at once, in the order of their n-grams. Each order of each run is a stream of its own, and is
// only ever read forwards: what continues an n-gram stands next in the stream of the order above.
#define _GNU_SOURCE
#include "merge.h"
#include "count.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  uint32_t *numbers;
  size_t next, filled;
  uint64_t left; // in the file
  int64_t offset;
} input;

typedef struct {
  uint32_t *numbers;
  size_t filled;
  int64_t offset;
  uint64_t count;
  int file;
} output;

enum { WORDS, COUNTS, STARTS, STREAMS, OUTPUT_NUMBERS = 1 << 16 };

typedef struct {
  int file, error;
  bool writing;
  unsigned runs, order;
  size_t buffer;
  input *inputs;       // [run][order][stream]
  uint32_t *before;    // [run][order]: where the continuations of the next n-gram begin
  output outputs[NGRAMS_MOST_ORDERS + 1][STREAMS];
  unsigned *active[NGRAMS_MOST_ORDERS + 1]; // runs that hold a history of this order
  uint32_t *left[NGRAMS_MOST_ORDERS + 1];   // its continuations that are not yet merged, by place among the active ones
} merger;

static inline input *input_of(merger *m, unsigned run, unsigned n, unsigned stream) {
  return &m->inputs[(run * (m->order + 1) + n) * STREAMS + stream];
}

static inline uint32_t *before_of(merger *m, unsigned run, unsigned n) { return &m->before[run * (m->order + 1) + n]; }

// After an error only zeros come: histories without continuations, so that the walk ends.
static void fill(merger *m, input *in) {
  in->next = 0;
  in->filled = in->left < m->buffer ? (size_t)in->left : m->buffer;
  if (!in->filled && !m->error) m->error = EIO; // runs that are not what they say
  size_t done = 0, bytes = in->filled * sizeof *in->numbers;
  while (!m->error && done < bytes) {
    const ssize_t got = pread(m->file, (char *)in->numbers + done, bytes - done, in->offset + (int64_t)done);
    if (got > 0) done += (size_t)got;
    else if (got == 0) m->error = EIO;
    else if (errno != EINTR) m->error = errno;
  }
  if (m->error) {
    memset(in->numbers, 0, m->buffer * sizeof *in->numbers);
    in->filled = m->buffer;
    return;
  }
  in->offset += (int64_t)bytes;
  in->left -= in->filled;
}

static inline uint32_t peek(merger *m, input *in) {
  if (in->next == in->filled) fill(m, in);
  return in->numbers[in->next];
}

static inline uint32_t take(merger *m, input *in) {
  const uint32_t number = peek(m, in);
  in->next++;
  return number;
}

static void flush(merger *m, output *out) {
  size_t done = 0, bytes = out->filled * sizeof *out->numbers;
  while (!m->error && done < bytes) {
    const ssize_t put = pwrite(out->file, (char *)out->numbers + done, bytes - done, out->offset + (int64_t)done);
    if (put >= 0) done += (size_t)put;
    else if (errno != EINTR) {
      m->error = errno;
      m->writing = true;
    }
  }
  out->offset += (int64_t)bytes;
  out->filled = 0;
}

static inline void give(merger *m, output *out, uint32_t number) {
  out->numbers[out->filled++] = number;
  out->count++;
  if (out->filled == OUTPUT_NUMBERS) flush(m, out);
}

// Numbers as they are, each with something added.
static void copy(merger *m, input *in, output *out, uint64_t count, uint32_t added) {
  while (count && !m->error) {
    if (in->next == in->filled) fill(m, in);
    size_t now = in->filled - in->next, room = OUTPUT_NUMBERS - out->filled;
    if (now > room) now = room;
    if (now > count) now = (size_t)count;
    const uint32_t *from = in->numbers + in->next;
    uint32_t *to = out->numbers + out->filled;
    for (size_t i = 0; i < now; i++) to[i] = from[i] + added;
    in->next += now;
    out->filled += now;
    out->count += now;
    count -= now;
    if (out->filled == OUTPUT_NUMBERS) flush(m, out);
  }
}

// What continues a history that only one run holds, and all that continues this.
static void copy_below(merger *m, unsigned run, unsigned n, uint64_t count) {
  for (; count && n <= m->order && !m->error; n++) {
    copy(m, input_of(m, run, n, WORDS), &m->outputs[n][WORDS], count, 0);
    copy(m, input_of(m, run, n, COUNTS), &m->outputs[n][COUNTS], count, 0);
    if (n == m->order) return;
    uint32_t *before = before_of(m, run, n);
    const uint32_t added = (uint32_t)m->outputs[n + 1][WORDS].count - *before, begin = *before;
    output *ends = &m->outputs[n][STARTS];
    copy(m, input_of(m, run, n, STARTS), ends, count, added);
    // The last number that was copied says where all these end; it may have been flushed, but is still there.
    *before = ends->numbers[(ends->filled ? ends->filled : OUTPUT_NUMBERS) - 1] - added;
    count = *before - begin;
  }
}

// What continues a history that the first `runs` of `active[n - 1]` hold: the n-grams of order n.
static void merge_below(merger *m, unsigned n, unsigned runs) {
  if (runs == 1) return copy_below(m, m->active[n - 1][0], n, m->left[n - 1][0]);
  unsigned *const active = m->active[n - 1], *const holding = m->active[n];
  uint32_t *const left = m->left[n - 1];
  while (runs && !m->error) {
    uint32_t word = UINT32_MAX;
    for (unsigned i = 0; i < runs; i++) {
      const uint32_t head = peek(m, input_of(m, active[i], n, WORDS));
      word = head < word ? head : word;
    }
    uint32_t count = 0;
    unsigned found = 0, kept = 0;
    for (unsigned i = 0; i < runs; i++) {
      const unsigned run = active[i];
      input *words = input_of(m, run, n, WORDS);
      if (words->numbers[words->next] == word) {
        words->next++;
        left[i]--;
        count += take(m, input_of(m, run, n, COUNTS));
        if (n < m->order) {
          uint32_t *before = before_of(m, run, n);
          const uint32_t end = take(m, input_of(m, run, n, STARTS));
          if (end > *before) {
            holding[found] = run;
            m->left[n][found++] = end - *before;
          }
          *before = end;
        }
      }
      if (left[i]) {
        active[kept] = run;
        left[kept++] = left[i];
      }
    }
    runs = kept;
    give(m, &m->outputs[n][WORDS], word);
    give(m, &m->outputs[n][COUNTS], count);
    if (n == m->order) continue;
    if (found) merge_below(m, n + 1, found);
    give(m, &m->outputs[n][STARTS], (uint32_t)m->outputs[n + 1][WORDS].count);
  }
}

static bool prepare(merger *m, const ngrams_run_level *levels, uint32_t symbols, const ngrams_merged_level *merged) {
  m->inputs = calloc((size_t)m->runs * (m->order + 1) * STREAMS, sizeof *m->inputs);
  m->before = calloc((size_t)m->runs * (m->order + 1), sizeof *m->before);
  if (!m->inputs || !m->before) return false;
  for (unsigned n = 1; n <= m->order; n++) {
    m->active[n] = malloc(m->runs * sizeof *m->active[n]);
    m->left[n] = malloc(m->runs * sizeof *m->left[n]);
    if (!m->active[n] || !m->left[n]) return false;
    for (unsigned run = 0; run < m->runs; run++) {
      const ngrams_run_level *level = &levels[run * m->order + n - 1];
      const uint64_t count = n == 1 ? symbols : level->count;
      for (unsigned stream = n == 1 ? STARTS : WORDS; stream < STREAMS; stream++) {
        if (stream == STARTS && n == m->order) continue;
        input *in = input_of(m, run, n, stream);
        // Of the starts only the ends are read: the first number is 0.
        in->offset = stream == WORDS ? level->words : stream == COUNTS ? level->counts : level->starts + 4;
        in->left = count;
        in->numbers = malloc(m->buffer * sizeof *in->numbers);
        if (!in->numbers) return false;
      }
    }
    for (unsigned stream = WORDS; n > 1 && stream < STREAMS; stream++) {
      output *out = &m->outputs[n][stream];
      const ngrams_merged_level *to = &merged[n - 1];
      out->file = stream == WORDS ? to->words : stream == COUNTS ? to->counts : to->starts;
      out->numbers = malloc(OUTPUT_NUMBERS * sizeof *out->numbers);
      if (!out->numbers) return false;
      if (stream == STARTS && n < m->order) give(m, out, 0);
    }
  }
  return true;
}

int ngrams_merge(int file, const ngrams_run_level *levels, unsigned runs, unsigned order, uint32_t symbols,
                 ngrams_merged_level *merged, uint32_t *first, size_t buffer, bool *writing) {
  merger m = {.file = file, .runs = runs, .order = order, .buffer = buffer};
  if (!prepare(&m, levels, symbols, merged)) m.error = ENOMEM;
  first[0] = 0;
  for (uint32_t symbol = 0; order > 1 && symbol < symbols && !m.error; symbol++) {
    unsigned found = 0;
    for (unsigned run = 0; run < runs; run++) {
      uint32_t *before = before_of(&m, run, 1);
      const uint32_t end = take(&m, input_of(&m, run, 1, STARTS));
      if (end > *before) {
        m.active[1][found] = run;
        m.left[1][found++] = end - *before;
      }
      *before = end;
    }
    if (found) merge_below(&m, 2, found);
    first[symbol + 1] = (uint32_t)m.outputs[2][WORDS].count;
  }
  for (unsigned n = 2; n <= order; n++) {
    merged[n - 1].count = m.outputs[n][WORDS].count;
    for (unsigned stream = WORDS; stream < STREAMS; stream++) {
      if (m.outputs[n][stream].filled) flush(&m, &m.outputs[n][stream]);
      free(m.outputs[n][stream].numbers);
    }
  }
  for (unsigned n = 1; n <= order; n++) {
    free(m.active[n]);
    free(m.left[n]);
  }
  for (size_t i = 0; m.inputs && i < (size_t)runs * (order + 1) * STREAMS; i++) free(m.inputs[i].numbers);
  free(m.inputs);
  free(m.before);
  *writing = m.writing;
  return m.error;
}
