/// The n-grams of an ARPA file, put in the order of a trie, with the histories that the file lacks.
#include "arpa_reader.h"
#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <utility>

using arpa::Lines;
using arpa::Listed;

namespace {

/// A row of ids as a sortable number, as far as 64 bits go, and where it stood.
struct Keyed {
  uint64_t key;
  uint32_t row;
};

/// Ascending by the lowest `bits` bits of the keys; the others are zero. Stable (Knuth 5.2.5).
void radix_sort(std::vector<Keyed> &rows, unsigned bits) {
  constexpr unsigned digit_bits = 11;
  std::vector<Keyed> other(rows.size());
  for (unsigned shift = 0; shift < bits; shift += digit_bits) {
    const auto digit = [shift](const Keyed &row) { return row.key >> shift & ((1u << digit_bits) - 1); };
    size_t starts[1 << digit_bits] = {};
    for (const Keyed &row : rows) starts[digit(row)]++;
    if (starts[digit(rows[0])] == rows.size()) continue;
    size_t sum = 0;
    for (size_t &start : starts) sum += std::exchange(start, sum);
    for (const Keyed &row : rows) other[starts[digit(row)]++] = row;
    rows.swap(other);
  }
}

template <class Value>
void rearrange(std::vector<Value> &values, const std::vector<Keyed> &rows, size_t width) {
  if (values.empty()) return;
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (const Keyed &row : rows) {
    const Value *const from = values.data() + row.row * width;
    sorted.insert(sorted.end(), from, from + width);
  }
  values.swap(sorted);
}

/// Puts the rows into lexicographic order; false, with the two rows of the file, where one stands twice.
bool sort(Listed &listed, uint32_t order, uint32_t last_id, size_t &first, size_t &second) {
  if (listed.is_sorted) return true;
  const unsigned bits = last_id == 0 ? 1 : 32 - static_cast<unsigned>(__builtin_clz(last_id));
  const uint32_t columns = std::min(order, 64 / bits);
  const uint32_t *const ids = listed.ids.data();
  std::vector<Keyed> rows(listed.count());
  for (size_t row = 0; row < rows.size(); row++) {
    uint64_t key = 0;
    for (uint32_t column = 0; column < columns; column++) key = key << bits | ids[row * order + column];
    rows[row] = Keyed{key, static_cast<uint32_t>(row)};
  }
  radix_sort(rows, bits * columns);
  const auto rest = [=](const Keyed &row) { return ids + size_t(row.row) * order + columns; };
  for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    for (end = begin + 1; end < rows.size() && rows[end].key == rows[begin].key; end++) {}
    if (end - begin == 1) continue;
    std::sort(rows.begin() + static_cast<ptrdiff_t>(begin), rows.begin() + static_cast<ptrdiff_t>(end),
              [=](const Keyed &x, const Keyed &y) {
                const auto [ours, theirs] = std::mismatch(rest(x), rest(x) + (order - columns), rest(y));
                return ours == rest(x) + (order - columns) ? x.row < y.row : *ours < *theirs;
              });
    for (size_t at = begin + 1; at < end; at++) {
      if (!std::equal(rest(rows[at]), rest(rows[at]) + (order - columns), rest(rows[at - 1]))) continue;
      first = rows[at - 1].row;
      second = rows[at].row;
      return false;
    }
  }
  rearrange(listed.ids, rows, order);
  rearrange(listed.probabilities, rows, 1);
  rearrange(listed.backoffs, rows, 1);
  return true;
}

/// Whether the first ids of one row come before another.
int compare(const uint32_t *x, const uint32_t *y, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return 0;
}

/// Adds to one order the histories that the next one continues and the file lacks; their probability is yet to come.
/// Returns the rows that are new.
std::vector<size_t> add_histories(Listed &lower, const Listed &higher, uint32_t order) {
  std::vector<size_t> created;
  const size_t width = order + 1;
  // First a look whether any is missing: nearly all files have them all.
  std::vector<size_t> missing;
  size_t at = 0;
  for (size_t row = 0; row < higher.count(); row++) {
    const uint32_t *const history = higher.ids.data() + row * width;
    if (row > 0 && compare(history - width, history, order) == 0) continue;
    while (at < lower.count() && compare(lower.ids.data() + at * order, history, order) < 0) at++;
    if (at == lower.count() || compare(lower.ids.data() + at * order, history, order) != 0) missing.push_back(row);
  }
  if (missing.empty()) return created;
  Listed merged;
  const size_t total = lower.count() + missing.size();
  merged.ids.reserve(total * order);
  merged.probabilities.reserve(total);
  merged.backoffs.reserve(total);
  size_t next = 0;
  for (at = 0; at < lower.count() || next < missing.size();) {
    const uint32_t *const theirs = next < missing.size() ? higher.ids.data() + missing[next] * width : nullptr;
    const uint32_t *const ours = at < lower.count() ? lower.ids.data() + at * order : nullptr;
    const bool is_new = !ours || (theirs && compare(theirs, ours, order) < 0);
    const uint32_t *const ids = is_new ? theirs : ours;
    if (is_new) created.push_back(merged.count());
    merged.ids.insert(merged.ids.end(), ids, ids + order);
    merged.probabilities.push_back(is_new ? 0 : lower.probabilities[at]);
    merged.backoffs.push_back(is_new ? 0 : lower.backoffs[at]);
    (is_new ? next : at)++;
  }
  lower.ids.swap(merged.ids);
  lower.probabilities.swap(merged.probabilities);
  lower.backoffs.swap(merged.backoffs);
  return created;
}

/// The n-grams of one order in the trie.
struct Level {
  std::vector<uint32_t> words, continuations;
  std::vector<float> probabilities, backoffs;
};

constexpr size_t absent = SIZE_MAX;

}  // namespace

struct ngrams_arpa_reader {
  Lines lines;
  std::vector<Level> levels;
  uint64_t missing_types = 0;
  /// Of each order, n-grams that the file lacks, and those of its lines that were left out.
  std::vector<uint64_t> created, dropped, unreachable;

  ngrams_arpa_reader(const ngrams_arpa_tokens &tokens, uint32_t end_of_segment, uint64_t seed)
      : lines(tokens, end_of_segment, seed) {}

  bool build();

 private:
  void fill_unigrams();
  void link(uint32_t order);
  size_t find(const uint32_t *ids, uint32_t count) const;
  float probability(const uint32_t *ids, uint32_t count) const;
};

bool ngrams_arpa_reader::build() {
  std::vector<Listed> &orders = lines.orders;
  const uint32_t order = static_cast<uint32_t>(orders.size());
  created.assign(order, 0);
  for (const Listed &listed : orders) {
    dropped.push_back(listed.dropped);
    unreachable.push_back(listed.unreachable);
  }
  for (uint32_t n = 2; n <= order; n++) {
    size_t first, second;
    Listed &listed = orders[n - 1];
    if (!sort(listed, n, lines.last_id, first, second))
      return lines.fail(NGRAMS_ARPA_REPEATED, listed.line(second), listed.line(first));
  }
  std::vector<std::vector<size_t>> rows(order);
  for (uint32_t n = order; n-- > 2;) {
    rows[n - 1] = add_histories(orders[n - 1], orders[n], n);
    created[n - 1] = rows[n - 1].size();
    if (orders[n - 1].count() >= UINT32_MAX) return lines.fail(NGRAMS_ARPA_TOO_LARGE, 0, UINT32_MAX - 1);
  }
  levels.resize(order);
  fill_unigrams();
  for (uint32_t n = 2; n <= order; n++) link(n);
  // From the lowest order up: a probability by back-off asks for shorter n-grams only.
  for (uint32_t n = 2; n < order; n++)
    for (size_t row : rows[n - 1])
      levels[n - 1].probabilities[row] = probability(orders[n - 1].ids.data() + row * n, n);
  std::vector<Listed>().swap(orders);
  return true;
}

void ngrams_arpa_reader::fill_unigrams() {
  Level &level = levels[0];
  Listed &unigrams = lines.orders[0];
  const uint32_t bos = lines.last_id;
  for (uint32_t id = 0; id <= bos; id++) {
    level.words.push_back(id);
    if (lines.seen[id] || id == bos) continue;
    missing_types++;
    // That of `<unk>`, which is −∞ where the file has none.
    unigrams.probabilities[id] = unigrams.probabilities[0];
  }
  level.probabilities.swap(unigrams.probabilities);
  if (levels.size() > 1) level.backoffs.swap(unigrams.backoffs);
}

/// Moves an order's n-grams into the trie and tells the order below where its continuations are.
void ngrams_arpa_reader::link(uint32_t order) {
  Listed &listed = lines.orders[order - 1];
  Level &level = levels[order - 1], &lower = levels[order - 2];
  const uint32_t *const lower_ids = order == 2 ? lower.words.data() : lines.orders[order - 2].ids.data();
  const size_t count = listed.count(), parents = lower.words.size();
  level.words.reserve(count);
  lower.continuations.reserve(parents + 1);
  lower.continuations.push_back(0);
  size_t row = 0;
  for (size_t parent = 0; parent < parents; parent++) {
    while (row < count &&
           compare(listed.ids.data() + row * order, lower_ids + parent * (order - 1), order - 1) == 0)
      level.words.push_back(listed.ids[row++ * order + order - 1]);
    lower.continuations.push_back(static_cast<uint32_t>(row));
  }
  level.probabilities.swap(listed.probabilities);
  level.backoffs.swap(listed.backoffs);
}

/// The row of an n-gram in its order, or `absent`.
size_t ngrams_arpa_reader::find(const uint32_t *ids, uint32_t count) const {
  size_t row = ids[0];
  for (uint32_t n = 1; n < count; n++) {
    const auto words = levels[n].words.begin();
    const auto begin = words + levels[n - 1].continuations[row], end = words + levels[n - 1].continuations[row + 1];
    const auto place = std::lower_bound(begin, end, ids[n]);
    if (place == end || *place != ids[n]) return absent;
    row = static_cast<size_t>(place - words);
  }
  return row;
}

/// log₁₀ P of an n-gram that its own order does not list: by back-off.
float ngrams_arpa_reader::probability(const uint32_t *ids, uint32_t count) const {
  double sum = 0;
  while (true) {
    const size_t history = find(ids, count - 1);
    if (history != absent) sum += levels[count - 2].backoffs[history];
    ids++;
    count--;
    const size_t row = find(ids, count);
    if (row != absent) return std::min(0.0f, static_cast<float>(sum + levels[count - 1].probabilities[row]));
  }
}

namespace {

/// Does some work that may run out of memory.
template <class Work>
ngrams_arpa_fault attempt(ngrams_arpa_reader *reader, Work work) {
  try {
    if (work()) return ngrams_arpa_fault{};
  } catch (const std::bad_alloc &) {
    reader->lines.fail(NGRAMS_ARPA_NO_MEMORY, 0);
  } catch (const std::length_error &) {
    reader->lines.fail(NGRAMS_ARPA_NO_MEMORY, 0);
  }
  return reader->lines.fault;
}

template <class Value>
void hand_over(std::vector<Value> &from, Value *to) {
  if (!from.empty()) memcpy(to, from.data(), from.size() * sizeof(Value));
  std::vector<Value>().swap(from);
}

}  // namespace

ngrams_arpa_reader *ngrams_arpa_reader_new(ngrams_arpa_tokens tokens, uint32_t end_of_segment, uint64_t seed) {
  try {
    return new ngrams_arpa_reader(tokens, end_of_segment, seed);
  } catch (const std::bad_alloc &) {
    return nullptr;
  } catch (const std::length_error &) {
    return nullptr;
  }
}

void ngrams_arpa_reader_free(ngrams_arpa_reader *reader) { delete reader; }

ngrams_arpa_fault ngrams_arpa_feed(ngrams_arpa_reader *reader, const uint8_t *bytes, size_t count) {
  return attempt(reader, [=] { return reader->lines.feed(reinterpret_cast<const char *>(bytes), count); });
}

ngrams_arpa_fault ngrams_arpa_finish(ngrams_arpa_reader *reader) {
  return attempt(reader, [=] { return reader->lines.finish() && reader->build(); });
}

uint32_t ngrams_arpa_order(const ngrams_arpa_reader *reader) { return static_cast<uint32_t>(reader->levels.size()); }
uint64_t ngrams_arpa_unknown_types(const ngrams_arpa_reader *reader) { return reader->lines.unknown_types; }
uint64_t ngrams_arpa_missing_types(const ngrams_arpa_reader *reader) { return reader->missing_types; }

ngrams_arpa_section ngrams_arpa_section_of(const ngrams_arpa_reader *reader, uint32_t order) {
  return {reader->levels[order - 1].words.size(), reader->created[order - 1], reader->dropped[order - 1],
          reader->unreachable[order - 1]};
}

void ngrams_arpa_take(ngrams_arpa_reader *reader, uint32_t order, uint32_t *words, uint32_t *continuations,
                      float *log_probabilities, float *log_backoffs) {
  Level &level = reader->levels[order - 1];
  hand_over(level.words, words);
  hand_over(level.continuations, continuations);
  hand_over(level.probabilities, log_probabilities);
  if (order < reader->levels.size()) hand_over(level.backoffs, log_backoffs);
}
