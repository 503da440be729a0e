#include "include/arpa.h"
#include "arpa_numbers.h"
#include "arpa_tokens.h"
#include <algorithm>
#include <new>

size_t ngrams_arpa_write_number(float number, uint8_t *out) {
  char *const start = reinterpret_cast<char *>(out);
  return static_cast<size_t>(arpa::write_number(number, start) - start);
}

bool ngrams_arpa_read_number(const uint8_t *bytes, size_t count, float *number) {
  const char *const start = reinterpret_cast<const char *>(bytes);
  return arpa::read_number(start, start + count, number) == start + count;
}

bool ngrams_arpa_repeated(ngrams_arpa_tokens tokens, uint64_t seed, uint32_t *repeated) {
  *repeated = tokens.count;
  try {
    arpa::TokenTable table(seed, tokens.count);
    for (uint32_t id = 0; id < tokens.count && *repeated == tokens.count; id++)
      if (table.insert(arpa::token(tokens, id), id) != arpa::TokenTable::none) *repeated = id;
    return true;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

namespace {

constexpr size_t AHEAD = 16;

/// Where the lines of one order are: a row of it, and the rows of the lower orders that it continues.
class Path {
 public:
  Path(const ngrams_arpa_level *levels, uint32_t order) : levels_(levels), order_(order) {}

  /// Finds the histories of a row.
  bool begin(size_t row) {
    rows_[order_ - 1] = row;
    for (int n = static_cast<int>(order_) - 2; n >= 0; n--) {
      const uint32_t *const starts = levels_[n].continuations;
      const uint32_t *const next = std::upper_bound(starts, starts + levels_[n].count + 1, rows_[n + 1]);
      if (next == starts || next == starts + levels_[n].count + 1) return false;
      rows_[n] = static_cast<size_t>(next - starts) - 1;
    }
    return true;
  }

  /// Goes on to the row after; `changed` tells whether its history is another one.
  bool advance(bool &changed) {
    rows_[order_ - 1]++;
    changed = false;
    for (int n = static_cast<int>(order_) - 2; n >= 0; n--) {
      const ngrams_arpa_level &level = levels_[n];
      size_t row = rows_[n];
      if (level.continuations[row + 1] > rows_[n + 1]) return true;
      do {
        if (++row >= level.count) return false;
      } while (level.continuations[row + 1] <= rows_[n + 1]);
      rows_[n] = row;
      changed = true;
    }
    return true;
  }

  uint32_t word(uint32_t n) const { return levels_[n].words[rows_[n]]; }

  /// Asks for the last word of a history that comes soon.
  void fetch(const ngrams_arpa_tokens &tokens) const {
    const ngrams_arpa_level &level = levels_[order_ - 2];
    const size_t row = rows_[order_ - 2] + AHEAD;
    if (row < level.count) __builtin_prefetch(tokens.slots + size_t{16} * level.words[row]);
  }

 private:
  const ngrams_arpa_level *levels_;
  uint32_t order_;
  size_t rows_[NGRAMS_ARPA_ORDERS] = {};
};

/// Copies a token: most are short, and lie in one line of memory with their length.
inline char *append(const ngrams_arpa_tokens &tokens, uint32_t id, char *out) {
  const uint8_t *const slot = tokens.slots + size_t{16} * id;
  if (slot[0] < 16) {
    memcpy(out, slot + 1, NGRAMS_ARPA_PADDING);
    return out + slot[0];
  }
  const std::string_view token = arpa::token(tokens, id);
  memcpy(out, token.data(), token.size());
  return out + token.size();
}

/// Numbers as they were written last: back-off weights of rare histories are few different ones.
class Written {
 public:
  char *write(uint32_t bits, float number, char *out) {
    Entry &entry = entries_[(bits * 2654435769u) >> 22];
    if (entry.bits != bits || entry.length == 0) {
      char text[arpa::number_room];
      const size_t length = static_cast<size_t>(arpa::write_number(number, text) - text);
      if (length > sizeof entry.text) {
        memcpy(out, text, length);
        return out + length;
      }
      entry.bits = bits;
      entry.length = static_cast<uint8_t>(length);
      memcpy(entry.text, text, sizeof entry.text);
    }
    memcpy(out, entry.text, sizeof entry.text);
    return out + entry.length;
  }

 private:
  struct Entry {
    uint32_t bits;
    uint8_t length;
    char text[16];
  };
  Entry entries_[1024] = {};
};

bool is_writable(float number) { return number < HUGE_VALF; }

}  // namespace

bool ngrams_arpa_format(const ngrams_arpa_level *levels, uint32_t order, ngrams_arpa_tokens tokens, size_t *row,
                        size_t last, uint8_t *bytes, size_t capacity, size_t *written) {
  const ngrams_arpa_level &level = levels[order - 1];
  char *const start = reinterpret_cast<char *>(bytes);
  char *out = start;
  *written = 0;
  Path path(levels, order);
  if (*row < last && !path.begin(*row)) return false;
  const size_t needed = order * (tokens.longest + 1) + 2 * arpa::number_room + 3 + NGRAMS_ARPA_PADDING;
  Written written_before;
  // The history's text stands in the line before, or is put together anew.
  const char *history = nullptr;
  size_t history_length = 0;
  for (bool changed = true; *row < last;) {
    if (*row + AHEAD < last) __builtin_prefetch(tokens.slots + size_t{16} * level.words[*row + AHEAD]);
    const uint32_t word = level.words[*row];
    if (word >= tokens.count) return false;
    if (needed > capacity - static_cast<size_t>(out - start)) break;
    const float probability = level.log_probabilities[*row];
    if (!is_writable(probability)) return false;
    out = arpa::write_number(probability, out);
    *out++ = '\t';
    char *const place = out;
    if (changed) {
      for (uint32_t n = 0; n + 1 < order; n++) {
        if (path.word(n) >= tokens.count) return false;
        out = append(tokens, path.word(n), out);
        *out++ = ' ';
      }
      history_length = static_cast<size_t>(out - place);
      if (order > 1) path.fetch(tokens);
    } else {
      memcpy(out, history, history_length);
      out += history_length;
    }
    history = place;
    out = append(tokens, word, out);
    if (level.log_backoffs) {
      const float backoff = level.log_backoffs[*row];
      uint32_t bits;
      memcpy(&bits, &backoff, sizeof bits);
      if (bits != 0 || level.continuations[*row] < level.continuations[*row + 1]) {
        if (!is_writable(backoff)) return false;
        *out++ = '\t';
        out = written_before.write(bits, backoff, out);
      }
    }
    *out++ = '\n';
    ++*row;
    *written = static_cast<size_t>(out - start);
    if (*row < last && !path.advance(changed)) return false;
  }
  return true;
}
