/// From a token's bytes to its number: a hash table with open addressing.
#pragma once
#include "include/arpa.h"
#include <cstring>
#include <string_view>
#include <vector>

namespace arpa {

class TokenTable {
 public:
  static constexpr uint32_t none = UINT32_MAX;

  /// Throws `std::bad_alloc`.
  TokenTable(uint64_t seed, size_t expected) : seed_(seed | 1) {
    size_t size = 64;
    while (size < 2 * expected) size *= 2;
    slots_.resize(size, Slot{0, none, 0, 0});
  }

  /// The number of a token, or `none`.
  uint32_t find(std::string_view token) const {
    const uint64_t hash = this->hash(token);
    for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot &slot = slots_[at];
      if (slot.number == none) return none;
      if (holds(slot, hash, token)) return slot.number;
    }
  }

  /// The same where neighbours in a file are often the same: `last` is where the token before was found. Nothing may be
  /// inserted between.
  uint32_t find(std::string_view token, size_t &last) const {
    const Slot &before = slots_[last];
    if (before.number != none && before.length == token.size() &&
        memcmp(bytes_.data() + before.offset, token.data(), token.size()) == 0)
      return before.number;
    const uint64_t hash = this->hash(token);
    for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot &slot = slots_[at];
      if (slot.number == none) return none;
      if (!holds(slot, hash, token)) continue;
      last = at;
      return slot.number;
    }
  }

  /// Gives a token this number, unless it has one: returns the number it had, or `none`. Throws `std::bad_alloc`.
  uint32_t insert(std::string_view token, uint32_t number) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    const uint64_t hash = this->hash(token);
    size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].number != none; at = (at + 1) & (slots_.size() - 1))
      if (holds(slots_[at], hash, token)) return slots_[at].number;
    const size_t offset = bytes_.size();
    bytes_.insert(bytes_.end(), token.begin(), token.end());
    slots_[at] = Slot{static_cast<uint32_t>(hash >> 32), number, static_cast<uint32_t>(token.size()), offset};
    count_++;
    return none;
  }

 private:
  struct Slot {
    uint32_t mark, number, length;
    size_t offset;
  };

  bool holds(const Slot &slot, uint64_t hash, std::string_view token) const {
    return slot.mark == hash >> 32 && slot.length == token.size() &&
           memcmp(bytes_.data() + slot.offset, token.data(), token.size()) == 0;
  }

  void grow() {
    std::vector<Slot> wider(2 * slots_.size(), Slot{0, none, 0, 0});
    for (const Slot &slot : slots_) {
      if (slot.number == none) continue;
      size_t at = hash({bytes_.data() + slot.offset, slot.length}) & (wider.size() - 1);
      while (wider[at].number != none) at = (at + 1) & (wider.size() - 1);
      wider[at] = slot;
    }
    slots_.swap(wider);
  }

  static uint64_t mix(uint64_t x, uint64_t y) {
    const unsigned __int128 product = static_cast<unsigned __int128>(x) * y;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }

  template <class Word>
  static uint64_t load(const char *at) {
    Word word;
    memcpy(&word, at, sizeof word);
    return word;
  }

  uint64_t hash(std::string_view token) const {
    const char *at = token.data();
    size_t left = token.size();
    uint64_t state = mix(seed_ ^ left, 0x9E3779B97F4A7C15ull);
    while (left > 16) {
      state = mix(load<uint64_t>(at) ^ state, load<uint64_t>(at + 8) ^ seed_);
      at += 16;
      left -= 16;
    }
    uint64_t first = 0, last = 0;
    if (left >= 8) {
      first = load<uint64_t>(at);
      last = load<uint64_t>(at + left - 8);
    } else if (left >= 4) {
      first = load<uint32_t>(at);
      last = load<uint32_t>(at + left - 4);
    } else if (left > 0) {
      first = static_cast<uint8_t>(at[0]) | static_cast<uint8_t>(at[left / 2]) << 8 |
              static_cast<uint8_t>(at[left - 1]) << 16;
    }
    return mix(mix(first ^ state, last ^ seed_), 0xD6E8FEB86659FD93ull);
  }

  uint64_t seed_;
  size_t count_ = 0;
  std::vector<Slot> slots_;
  std::vector<char> bytes_;
};

inline std::string_view token(const ngrams_arpa_tokens &tokens, uint32_t id) {
  const uint64_t start = id == 0 ? 0 : tokens.ends[id - 1];
  return {reinterpret_cast<const char *>(tokens.bytes) + start, static_cast<size_t>(tokens.ends[id] - start)};
}

}  // namespace arpa
