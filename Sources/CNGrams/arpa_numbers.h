/// Single-precision numbers as ARPA files print them: the fewest decimals that read back as the same number, without an
/// exponent; and reading any decimal to the nearest number.
#pragma once
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace arpa {

/// The most bytes that `write_number` writes at once: 16 beyond the longest number.
constexpr size_t number_room = 80;

constexpr uint64_t powers_of_ten[] = {
    1ull,
    10ull,
    100ull,
    1000ull,
    10000ull,
    100000ull,
    1000000ull,
    10000000ull,
    100000000ull,
    1000000000ull,
    10000000000ull,
    100000000000ull,
    1000000000000ull,
    10000000000000ull,
    100000000000000ull,
    1000000000000000ull,
    10000000000000000ull,
    100000000000000000ull,
    1000000000000000000ull,
    10000000000000000000ull,
};

/// Eight decimal digits as ASCII, the first in the lowest byte.
inline uint64_t eight_digits(uint32_t number) {
  const uint64_t halves = number / 10000 | uint64_t(number % 10000) << 32;
  // Divisions by 100 and by 10 as products, in all lanes at once.
  const uint64_t hundreds = (halves * 10486 >> 20) & 0x0000007F0000007Full;
  const uint64_t pairs = hundreds | (halves - hundreds * 100) << 16;
  const uint64_t tens = (pairs * 103 >> 10) & 0x000F000F000F000Full;
  return (tens | (pairs - tens * 10) << 8) | 0x3030303030303030ull;
}

/// floor(p / 2⁶⁴) of g · c, its last bit set where anything was cut off (and never by the cut of g itself).
inline uint32_t round_to_odd(uint64_t g, uint32_t c) {
  const unsigned __int128 product = static_cast<unsigned __int128>(g) * c;
  const uint64_t high = static_cast<uint64_t>(product >> 64);
  const uint32_t low = static_cast<uint32_t>(static_cast<uint64_t>(product) >> 32);
  return static_cast<uint32_t>(high) | (low > 1);
}

/// |x| as digits · 10^−decimals with the fewest digits, the nearest where there are several.
///
/// R. Giulietti, "The Schubfach way to render doubles" (2021), for normal single-precision numbers of exponents whose
/// powers of ten are exact in 64 bits: 2⁻¹³ ≤ |x| < 2⁷, where nearly all logarithms of probabilities are.
inline uint32_t shortest(uint32_t significand, int exponent, int &decimals) {
  const uint32_t c = significand | 1u << 23;
  const int q = exponent - 150;
  // Below a power of two the next number is nearer than above it.
  const bool is_power = significand == 0;
  const int k = (q * 1262611 - (is_power ? 524031 : 0)) >> 22;
  const int h = q + ((-k * 1741647) >> 19) + 1;
  const uint64_t power = powers_of_ten[-k];
  const uint64_t g = power << __builtin_clzll(power);
  const uint32_t left = round_to_odd(g, (4 * c - 2 + is_power) << h) + (c & 1);
  const uint32_t here = round_to_odd(g, (4 * c) << h);
  const uint32_t right = round_to_odd(g, (4 * c + 2) << h) - (c & 1);
  const uint32_t digits = here / 4;
  decimals = -k;
  if (digits >= 10) {
    const uint32_t shorter = digits / 10;
    const bool below = left <= 40 * shorter, above = 40 * shorter + 40 <= right;
    if (below != above) {
      decimals -= 1;
      return shorter + above;
    }
  }
  const bool below = left <= 4 * digits, above = 4 * digits + 4 <= right;
  if (below != above) return digits + above;
  const uint32_t middle = 4 * digits + 2;
  return digits + (here > middle || (here == middle && (digits & 1)));
}

/// Writes a finite number, and `-99` for −∞, as SRILM does; returns where it ends. `out` has `number_room` bytes.
inline char *write_number(float number, char *out) {
  uint32_t bits;
  memcpy(&bits, &number, sizeof bits);
  if (bits >> 31) *out++ = '-';
  const int exponent = bits >> 23 & 255;
  if ((bits & 0x7FFFFFFF) == 0) {
    *out++ = '0';
    return out;
  }
  if (exponent == 255) {
    memcpy(out, "99", 2);
    return out + 2;
  }
  if (exponent < 127 - 13 || exponent >= 127 + 7)
    return std::to_chars(out, out + number_room, std::fabs(number), std::chars_format::fixed).ptr;
  int decimals;
  const uint64_t digits = shortest(bits & 0x7FFFFF, exponent, decimals);
  const uint64_t whole = digits / powers_of_ten[decimals];
  const uint64_t fraction = (digits - whole * powers_of_ten[decimals]) * powers_of_ten[16 - decimals];
  if (whole >= 100) *out++ = static_cast<char>('0' + whole / 100);
  if (whole >= 10) *out++ = static_cast<char>('0' + whole / 10 % 10);
  *out++ = static_cast<char>('0' + whole % 10);
  if (fraction == 0) return out;
  *out++ = '.';
  const uint64_t first = eight_digits(static_cast<uint32_t>(fraction / 100000000));
  const uint64_t last = eight_digits(static_cast<uint32_t>(fraction % 100000000));
  memcpy(out, &first, 8);
  memcpy(out + 8, &last, 8);
  // Zeros at the end are dropped: their bytes are the highest ones equal to '0'.
  const uint64_t kept = last != 0x3030303030303030ull ? last : first;
  const int zeros = __builtin_clzll(kept ^ 0x3030303030303030ull) / 8;
  return out + (kept == last && last != 0x3030303030303030ull ? 16 : 8) - zeros;
}

/// Reads `[+-]digits[.digits][e[+-]digits]` up to `end`; returns where it ends, or NULL where there is no such number or
/// it is beyond the largest one.
inline const char *read_number(const char *at, const char *end, float *number) {
  const bool is_negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) at++;
  const char *const start = at;
  uint64_t digits = 0;
  int64_t count = 0, exponent = 0;
  while (at < end && static_cast<uint8_t>(*at - '0') < 10) digits = digits * 10 + (*at++ - '0'), count++;
  if (at < end && *at == '.') {
    const char *const point = ++at;
    while (at < end && static_cast<uint8_t>(*at - '0') < 10) digits = digits * 10 + (*at++ - '0');
    count += at - point;
    exponent = point - at;
  }
  if (count == 0) return nullptr;
  if (at < end && (*at == 'e' || *at == 'E')) {
    const char *sign = ++at;
    if (at < end && (*at == '-' || *at == '+')) at++;
    const char *const first = at;
    int64_t given = 0;
    while (at < end && static_cast<uint8_t>(*at - '0') < 10) {
      if (given < 1000000000) given = given * 10 + (*at - '0');
      at++;
    }
    if (at == first) return nullptr;
    exponent += *sign == '-' ? -given : given;
  }
  // A quotient of exact numbers is the nearest double (Clinger, 1990), and the nearest float of that is the nearest of
  // the decimal, unless the double lies just between two floats: it may have been rounded to there.
  if (count <= 19 && digits < 1ull << 53 && exponent <= 0 && exponent >= -19) {
    const double value = static_cast<double>(digits) / static_cast<double>(powers_of_ten[-exponent]);
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if ((bits & 0x1FFFFFFF) != 0x10000000 && (value == 0 || value > 1e-30)) {
      *number = static_cast<float>(is_negative ? -value : value);
      return at;
    }
  }
  float value = 0;
  const auto result = std::from_chars(start, at, value);
  if (result.ec == std::errc::result_out_of_range) {
    // It says so of numbers too small as well; these are zero. Zeros in front make none larger.
    for (const char *zero = start; zero < at && (*zero == '0' || *zero == '.'); zero++) count -= *zero == '0';
    if (exponent + count > 0) return nullptr;
    value = 0;
  } else if (result.ec != std::errc() || result.ptr != at) {
    return nullptr;
  }
  *number = is_negative ? -value : value;
  return at;
}

}  // namespace arpa
