/// The lines of an ARPA file, one after another, to n-grams in the file's order.
#pragma once
#include "arpa_tokens.h"

namespace arpa {

/// The n-grams of one order: first as the file lists them, then in lexicographic order.
struct Listed {
  /// `order` ids each.
  std::vector<uint32_t> ids;
  std::vector<float> probabilities, backoffs;
  /// Rows from which on lines follow each other: (row, its line).
  std::vector<std::pair<uint32_t, uint64_t>> lines;
  bool is_sorted = true;
  /// What the header says, and what lines there are; how many of them have words without an id, or can be in no segment.
  uint64_t announced = 0, listed = 0, dropped = 0, unreachable = 0;

  size_t count() const { return probabilities.size(); }
  uint64_t line(size_t row) const;
};

/// What stands in the file. Every member but `fault` may throw `std::bad_alloc`.
class Lines {
 public:
  Lines(const ngrams_arpa_tokens &tokens, uint32_t end_of_segment, uint64_t seed);

  /// Takes in the next bytes; false where something is wrong with them.
  bool feed(const char *bytes, size_t count);
  bool finish();

  ngrams_arpa_fault fault{};
  /// `<bos>`; unknown types have numbers above it.
  const uint32_t last_id;
  std::vector<Listed> orders;
  /// Which ids have a unigram.
  std::vector<bool> seen;
  uint64_t unknown_types = 0;

  bool fail(ngrams_arpa_problem problem, uint64_t line, uint64_t expected = 0, uint64_t found = 0);

 private:
  enum class Place { before, counts, ngrams, after };

  bool take(const char *at, const char *end);
  bool take_count(const char *at, const char *end);
  bool take_section(std::string_view line);
  bool take_ngram(const char *at, const char *end);
  bool take_unigram(std::string_view word, float probability, float backoff);
  bool take_backoff(const char *at, const char *end, float &backoff);

  Place place_ = Place::before;
  uint64_t line_ = 0;
  /// The order of the section, and the line of its last n-gram that was kept.
  uint32_t order_ = 0;
  uint64_t last_line_ = 0;
  const uint32_t end_of_segment_;
  uint32_t next_number_;
  TokenTable table_;
  /// Where in the table the words of the line before are, by their place in it.
  size_t last_words_[NGRAMS_ARPA_ORDERS] = {};
  /// The start of a line that the next bytes go on with.
  std::vector<char> rest_;
};

}  // namespace arpa
