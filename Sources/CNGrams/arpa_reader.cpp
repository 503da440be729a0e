#include "arpa_reader.h"
#include "arpa_numbers.h"
#include <algorithm>

namespace arpa {

namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

const char *skip_blanks(const char *at, const char *end) {
  while (at < end && is_blank(*at)) at++;
  return at;
}

const char *field_end(const char *at, const char *end) {
  while (at < end && !is_blank(*at)) at++;
  return at;
}

/// Unicode 15, table 3-7: well-formed byte sequences.
bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = [&](size_t offset) -> uint8_t {
      return i + offset < text.size() ? static_cast<uint8_t>(text[i + offset]) : 0;
    };
    const auto continues = [&](size_t offset) { return (byte(offset) & 0xC0) == 0x80; };
    const uint8_t first = byte(0), second = byte(1);
    if (first < 0x80) {
      i += 1;
    } else if (first >= 0xC2 && first < 0xE0 && continues(1)) {
      i += 2;
    } else if (first >= 0xE0 && first < 0xF0 && continues(1) && continues(2) && (first != 0xE0 || second >= 0xA0) &&
               (first != 0xED || second < 0xA0)) {
      i += 3;
    } else if (first >= 0xF0 && first < 0xF5 && continues(1) && continues(2) && continues(3) &&
               (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

/// SRILM and IRSTLM print a probability of zero as this.
float zero_or(float logarithm) { return logarithm == -99 ? -HUGE_VALF : logarithm; }

}  // namespace

uint64_t Listed::line(size_t row) const {
  auto run = std::upper_bound(lines.begin(), lines.end(), row,
                              [](size_t row, const std::pair<uint32_t, uint64_t> &run) { return row < run.first; });
  --run;
  return run->second + (row - run->first);
}

Lines::Lines(const ngrams_arpa_tokens &tokens, uint32_t end_of_segment, uint64_t seed)
    : last_id(tokens.count - 1), seen(tokens.count, false), end_of_segment_(end_of_segment), next_number_(tokens.count),
      table_(seed, tokens.count + 1) {
  for (uint32_t id = 0; id < tokens.count; id++) table_.insert(token(tokens, id), id);
  // As KenLM and older tools: unless it is a type of its own.
  table_.insert("<UNK>", 0);
}

bool Lines::fail(ngrams_arpa_problem problem, uint64_t line, uint64_t expected, uint64_t found) {
  fault = ngrams_arpa_fault{problem, order_, line, expected, found};
  return false;
}

bool Lines::feed(const char *at, size_t count) {
  const char *const end = at + count;
  while (at < end) {
    const auto newline = static_cast<const char *>(memchr(at, '\n', static_cast<size_t>(end - at)));
    const char *const stop = newline ? newline : end;
    if (rest_.size() + static_cast<size_t>(stop - at) > NGRAMS_ARPA_LONGEST_LINE)
      return fail(NGRAMS_ARPA_LONG_LINE, line_ + 1, NGRAMS_ARPA_LONGEST_LINE);
    if (!newline || !rest_.empty()) rest_.insert(rest_.end(), at, stop);
    if (!newline) return true;
    if (rest_.empty()) {
      if (!take(at, stop)) return false;
    } else {
      if (!take(rest_.data(), rest_.data() + rest_.size())) return false;
      rest_.clear();
    }
    at = stop + 1;
  }
  return true;
}

bool Lines::finish() {
  if (!rest_.empty() && !take(rest_.data(), rest_.data() + rest_.size())) return false;
  if (place_ == Place::before) return fail(NGRAMS_ARPA_NO_DATA, std::max<uint64_t>(line_, 1));
  if (place_ != Place::after) return fail(NGRAMS_ARPA_CUT_OFF, line_);
  return true;
}

bool Lines::take(const char *at, const char *end) {
  line_++;
  if (line_ == 1 && end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3;
  if (at < end && end[-1] == '\r') end--;
  while (at < end && is_blank(end[-1])) end--;
  at = skip_blanks(at, end);
  if (at == end) return true;
  const std::string_view line(at, static_cast<size_t>(end - at));
  switch (place_) {
  case Place::before:
    if (line == "\\data\\") place_ = Place::counts;
    // Its probabilities are not yet interpolated, or numbers of a code book.
    if (line == "iARPA" || line.substr(0, 5) == "qARPA") return fail(NGRAMS_ARPA_INTERMEDIATE, line_);
    return true;
  case Place::counts: return *at == '\\' ? take_section(line) : take_count(at, end);
  case Place::ngrams: return *at == '\\' ? take_section(line) : take_ngram(at, end);
  case Place::after: return fail(NGRAMS_ARPA_AFTER_END, line_);
  }
  return true;
}

/// `ngram 3=1234`, with blanks anywhere between.
bool Lines::take_count(const char *at, const char *end) {
  if (end - at < 6 || memcmp(at, "ngram", 5) != 0 || !is_blank(at[5])) return fail(NGRAMS_ARPA_BAD_COUNTS, line_);
  uint64_t numbers[2];
  at += 5;
  for (int i = 0; i < 2; i++) {
    at = skip_blanks(at, end);
    const auto result = std::from_chars(at, end, numbers[i]);
    if (result.ec != std::errc()) return fail(NGRAMS_ARPA_BAD_COUNTS, line_);
    at = skip_blanks(result.ptr, end);
    if (i == 0 && (at == end || *at++ != '=')) return fail(NGRAMS_ARPA_BAD_COUNTS, line_);
  }
  if (at != end) return fail(NGRAMS_ARPA_BAD_COUNTS, line_);
  if (numbers[0] != orders.size() + 1)
    return fail(NGRAMS_ARPA_ORDER_SEQUENCE, line_, orders.size() + 1, numbers[0]);
  if (numbers[0] > NGRAMS_ARPA_ORDERS) return fail(NGRAMS_ARPA_ORDER_TOO_HIGH, line_, NGRAMS_ARPA_ORDERS, numbers[0]);
  orders.emplace_back();
  orders.back().announced = numbers[1];
  return true;
}

/// `\3-grams:` or `\end\`; the section before must have been whole.
bool Lines::take_section(std::string_view line) {
  if (order_ > 0) {
    const Listed &last = orders[order_ - 1];
    if (last.listed < last.announced) return fail(NGRAMS_ARPA_TOO_FEW, line_, last.announced, last.listed);
  }
  if (orders.empty()) return fail(NGRAMS_ARPA_BAD_COUNTS, line_);
  if (order_ == orders.size()) {
    if (line != "\\end\\") return fail(NGRAMS_ARPA_SECTION, line_, 0);
    place_ = Place::after;
    return true;
  }
  const uint32_t next = order_ + 1;
  uint32_t number = 0;
  const char *const end = line.data() + line.size();
  const auto result = std::from_chars(line.data() + 1, end, number);
  if (result.ec != std::errc() || number != next ||
      std::string_view(result.ptr, static_cast<size_t>(end - result.ptr)) != "-grams:")
    return fail(NGRAMS_ARPA_SECTION, line_, next);
  order_ = next;
  last_line_ = 0;
  place_ = Place::ngrams;
  if (order_ == 1) {
    orders[0].probabilities.assign(seen.size(), -HUGE_VALF);
    orders[0].backoffs.assign(seen.size(), 0);
  }
  return true;
}

bool Lines::take_backoff(const char *at, const char *end, float &backoff) {
  at = skip_blanks(at, end);
  backoff = 0;
  if (at == end) return true;
  if (field_end(at, end) != end) return fail(NGRAMS_ARPA_WORDS, line_, order_);
  if (read_number(at, end, &backoff) != end) return fail(NGRAMS_ARPA_BAD_BACKOFF, line_);
  if (order_ == orders.size() && backoff != 0) return fail(NGRAMS_ARPA_HIGHEST_BACKOFF, line_);
  backoff = zero_or(backoff);
  return true;
}

bool Lines::take_ngram(const char *at, const char *end) {
  Listed &listed = orders[order_ - 1];
  if (listed.listed == listed.announced) return fail(NGRAMS_ARPA_TOO_MANY, line_, listed.announced);
  float probability, backoff;
  const char *const number_end = read_number(at, end, &probability);
  if (!number_end || (number_end < end && !is_blank(*number_end))) return fail(NGRAMS_ARPA_BAD_PROBABILITY, line_);
  if (probability > 0) return fail(NGRAMS_ARPA_POSITIVE, line_);
  probability = zero_or(probability);
  at = number_end;
  listed.listed++;
  uint32_t row[NGRAMS_ARPA_ORDERS];
  uint32_t highest = 0;
  // `<s>` begins a segment and `</s>` ends it: IRSTLM lists n-grams across.
  bool is_reachable = true;
  for (uint32_t n = 0; n < order_; n++) {
    at = skip_blanks(at, end);
    const char *const stop = field_end(at, end);
    if (at == stop) return fail(NGRAMS_ARPA_WORDS, line_, order_, n);
    const std::string_view word(at, static_cast<size_t>(stop - at));
    at = stop;
    if (order_ == 1) return take_backoff(at, end, backoff) && take_unigram(word, probability, backoff);
    row[n] = table_.find(word, last_words_[n]);
    // A number in the place of a word is among these, mostly.
    if (row[n] == TokenTable::none || (row[n] <= last_id && !seen[row[n]])) return fail(NGRAMS_ARPA_UNLISTED, line_);
    highest = std::max(highest, row[n]);
    is_reachable &= (n == 0 || row[n] != last_id) && (n + 1 == order_ || row[n] != end_of_segment_);
  }
  if (!take_backoff(at, end, backoff)) return false;
  if (highest > last_id || !is_reachable) {
    (is_reachable ? listed.dropped : listed.unreachable)++;
    return true;
  }
  const size_t count = listed.count();
  if (count == UINT32_MAX - 1) return fail(NGRAMS_ARPA_TOO_LARGE, line_, UINT32_MAX - 1);
  if (last_line_ == 0 || line_ != last_line_ + 1) listed.lines.emplace_back(static_cast<uint32_t>(count), line_);
  last_line_ = line_;
  if (count > 0 && listed.is_sorted) {
    const uint32_t *const before = listed.ids.data() + (count - 1) * order_;
    const auto [ours, theirs] = std::mismatch(row, row + order_, before);
    if (ours == row + order_) return fail(NGRAMS_ARPA_REPEATED, line_, listed.line(count - 1));
    listed.is_sorted = *ours > *theirs;
  }
  listed.ids.insert(listed.ids.end(), row, row + order_);
  listed.probabilities.push_back(probability);
  if (order_ < orders.size()) listed.backoffs.push_back(backoff);
  return true;
}

bool Lines::take_unigram(std::string_view word, float probability, float backoff) {
  uint32_t number = table_.find(word);
  if (number == TokenTable::none) {
    if (!is_utf8(word)) return fail(NGRAMS_ARPA_NOT_UTF8, line_);
    if (next_number_ == TokenTable::none) return fail(NGRAMS_ARPA_TOO_LARGE, line_, TokenTable::none - 1);
    table_.insert(word, next_number_++);
    orders[0].dropped++;
    // KenLM wants an `</s>`; where there are no segments, one of probability zero says nothing.
    if (end_of_segment_ != UINT32_MAX || word != "</s>" || probability != -HUGE_VALF) unknown_types++;
    return true;
  }
  if (number > last_id || seen[number]) return fail(NGRAMS_ARPA_REPEATED, line_);
  seen[number] = true;
  orders[0].probabilities[number] = probability;
  orders[0].backoffs[number] = backoff;
  return true;
}

}  // namespace arpa
