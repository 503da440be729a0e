// Some thousand positions at a time: each order is looked up for all of them before the next one, so that the memory's
// answers overlap (`find.c`).
#include "score.h"
#include "count.h"
#include "find.h"
#include <stdlib.h>
#include <string.h>

enum { MEMORY_BITS = 15, MEMORIES = 1 << MEMORY_BITS };
enum { IDS_OF_PIECE = 4096, ROOM = 2 * IDS_OF_PIECE + NGRAMS_MOST_ORDERS + 2 };

// What was looked up last: half of all look-ups in a text are of few n-grams.
typedef struct {
  uint32_t parent, id, found;
} memory;

typedef struct {
  uint32_t text[ROOM];
  uint32_t available[ROOM]; // tokens of the segment before each, `<bos>` among them
  // The n-gram of order n that ends at a position, one place on: nothing ends before the text.
  uint32_t nodes[NGRAMS_MOST_ORDERS][ROOM + 1];
  size_t count;
  // Look-ups that memory does not answer.
  uint32_t places[ROOM], parents[ROOM], ids[ROOM], found[ROOM];
  memory *memories; // MEMORIES of them for each order; NULL where they do not pay
} piece;

static void append(piece *p, uint32_t id, uint32_t bos) {
  p->available[p->count] = p->count == 0 || id == bos ? 0 : p->available[p->count - 1] + 1;
  p->text[p->count++] = id;
}

static void find_order(const ngrams_backoff_model *m, piece *p, unsigned n) {
  const uint32_t *starts = m->levels[n - 1].starts, *words = m->levels[n].words;
  uint32_t *nodes = p->nodes[n] + 1;
  const uint32_t *parents = p->nodes[n - 1];
  if (!m->levels[n].count) {
    memset(nodes, 0xff, p->count * sizeof *nodes);
    return;
  }
  if (!p->memories) {
    ngrams_find(starts, words, parents, p->text, p->count, nodes);
    return;
  }
  memory *memories = p->memories + (size_t)n * MEMORIES;
  size_t unknown = 0;
  for (size_t at = 0; at < p->count; at++) {
    const uint32_t parent = parents[at], id = p->text[at];
    const memory *known = &memories[(parent * 2654435761u ^ id * 2246822519u) >> (32 - MEMORY_BITS)];
    const uint32_t is_known = (known->parent == parent) & (known->id == id);
    nodes[at] = is_known ? known->found : NGRAMS_NONE;
    p->places[unknown] = (uint32_t)at;
    p->parents[unknown] = parent;
    p->ids[unknown] = id;
    unknown += !is_known & (parent != NGRAMS_NONE);
  }
  ngrams_find(starts, words, p->parents, p->ids, unknown, p->found);
  for (size_t k = 0; k < unknown; k++) {
    nodes[p->places[k]] = p->found[k];
    memories[(p->parents[k] * 2654435761u ^ p->ids[k] * 2246822519u) >> (32 - MEMORY_BITS)] =
        (memory){.parent = p->parents[k], .id = p->ids[k], .found = p->found[k]};
  }
}

static void find_nodes(const ngrams_backoff_model *m, piece *p) {
  memcpy(p->nodes[0] + 1, p->text, p->count * sizeof *p->text);
  p->nodes[0][0] = NGRAMS_NONE;
  for (unsigned n = 1; n < m->order; n++) {
    p->nodes[n][0] = NGRAMS_NONE;
    find_order(m, p, n);
  }
}

// The order of the n-gram that a position is read from. What reading it takes is asked for, and arrives meanwhile.
static unsigned find_longest(const ngrams_backoff_model *m, const piece *p, size_t at) {
  unsigned n = m->order;
  while (p->nodes[n - 1][at + 1] == NGRAMS_NONE) n--;
  __builtin_prefetch(m->levels[n - 1].log_probabilities + p->nodes[n - 1][at + 1]);
  for (unsigned k = n; k < m->order; k++)
    if (p->nodes[k - 1][at] != NGRAMS_NONE) __builtin_prefetch(m->levels[k - 1].log_backoffs + p->nodes[k - 1][at]);
  return n;
}

static double log_probability(const ngrams_backoff_model *m, const piece *p, size_t at, unsigned n) {
  double sum = (double)m->levels[n - 1].log_probabilities[p->nodes[n - 1][at + 1]];
  for (; n < m->order && n <= p->available[at]; n++) {
    const uint32_t history = p->nodes[n - 1][at];
    sum += (double)(history == NGRAMS_NONE ? m->log_backoff_of_unseen : m->levels[n - 1].log_backoffs[history]);
  }
  return sum;
}

const size_t ngrams_score_scratch = sizeof(piece);

void ngrams_score(const ngrams_backoff_model *m, const uint32_t *history, size_t history_count, const uint32_t *ids,
                  size_t count, double *log_probabilities, uint8_t *orders, void *scratch) {
  piece *p = scratch;
  const uint32_t bos = m->vocabulary;
  p->count = 0;
  // Where no memory is to be had, all are looked up. At first it holds a parent that there is not.
  p->memories = count > MEMORIES / 4 ? malloc((size_t)m->order * MEMORIES * sizeof *p->memories) : NULL;
  if (p->memories) memset(p->memories, 0xff, (size_t)m->order * MEMORIES * sizeof *p->memories);
  for (size_t i = 0; i < history_count; i++) append(p, history[i], bos);
  bool begins = history_count == 0 && m->end < bos;
  for (size_t done = 0; done < count;) {
    const size_t known = p->count;
    const size_t until = count - done < IDS_OF_PIECE ? count : done + IDS_OF_PIECE;
    for (size_t i = done; i < until; i++) {
      if (begins) append(p, bos, bos);
      append(p, ids[i], bos);
      begins = ids[i] == m->end;
    }
    find_nodes(m, p);
    enum { TOGETHER = 32 };
    for (size_t from = known; from < p->count; from += TOGETHER) {
      const size_t to = p->count - from < TOGETHER ? p->count : from + TOGETHER;
      const size_t first = done;
      for (size_t at = from; at < to; at++)
        if (p->text[at] != bos) orders[done++] = (uint8_t)find_longest(m, p, at);
      done = first;
      for (size_t at = from; at < to; at++)
        if (p->text[at] != bos) {
          log_probabilities[done] = log_probability(m, p, at, orders[done]);
          done++;
        }
    }
    // The end of this piece is the history of the next one.
    const size_t kept = p->count < m->order ? p->count : m->order;
    memmove(p->text, p->text + p->count - kept, kept * sizeof *p->text);
    memmove(p->available, p->available + p->count - kept, kept * sizeof *p->available);
    p->count = kept;
  }
  free(p->memories);
}
