#include "types.h"
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/// A token: its first 16 bytes, zeros after its end, so that most comparisons read nothing else.
typedef struct entry {
  uint64_t low, high;
  size_t start;
  uint32_t length;
} entry;

/// Open addressing with linear probing, at most half full. A slot holds a hash and, above zero, a token's number.
struct ctext_types {
  uint64_t *slots;
  size_t slot_mask;
  entry *entries;
  size_t count, capacity;
  uint8_t *bytes;
  size_t used, room;
  /// Random: nobody can write a text whose tokens all meet in one slot. Numbers do not depend on it.
  uint64_t seed;
};

static const uint64_t odd[3] = {0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3};

static inline uint64_t load(const uint8_t *bytes) {
  uint64_t value;
  memcpy(&value, bytes, sizeof value);
  return value;
}

static inline uint64_t fold(uint64_t x, uint64_t y) {
  const __uint128_t product = (__uint128_t)x * y;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// The lowest `count` bytes, 0 to 8, of a word.
static inline uint64_t lowest(uint64_t word, uint32_t count) {
  return count >= 8 ? word : word & ((UINT64_C(1) << (8 * count)) - 1);
}

static inline uint32_t hash_of(const ctext_types *types, const uint8_t *token, uint32_t length, uint64_t low,
                               uint64_t high) {
  uint64_t hash = types->seed;
  if (__builtin_expect(length > 16, 0)) {
    for (uint32_t i = 16; i < length; i += 16) {
      const uint32_t left = length - i;
      hash = fold(lowest(load(token + i), left) ^ odd[2],
                  lowest(load(token + i + 8), left > 8 ? left - 8 : 0) ^ hash);
    }
  }
  hash = fold(low ^ odd[0] ^ hash, high ^ odd[1] ^ length);
  return (uint32_t)(hash ^ hash >> 32);
}

ctext_types *ctext_types_new(void) {
  enum { SLOTS = 1 << 12 };
  ctext_types *types = calloc(1, sizeof *types);
  if (!types) return NULL;
  types->slots = calloc(SLOTS, sizeof *types->slots);
  types->slot_mask = SLOTS - 1;
  // Without randomness at hand, the address will do.
  if (getrandom(&types->seed, sizeof types->seed, GRND_NONBLOCK) != sizeof types->seed)
    types->seed = (uint64_t)(uintptr_t)types * odd[2];
  if (!types->slots) {
    free(types);
    return NULL;
  }
  return types;
}

void ctext_types_free(ctext_types *types) {
  if (!types) return;
  free(types->slots);
  free(types->entries);
  free(types->bytes);
  free(types);
}

static bool widen(ctext_types *types) {
  const size_t mask = types->slot_mask * 2 + 1;
  uint64_t *slots = calloc(mask + 1, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; i <= types->slot_mask; i++) {
    if (!types->slots[i]) continue;
    size_t slot = (types->slots[i] >> 32) & mask;
    while (slots[slot]) slot = (slot + 1) & mask;
    slots[slot] = types->slots[i];
  }
  free(types->slots);
  types->slots = slots;
  types->slot_mask = mask;
  return true;
}

/// Room for one more token of `length` bytes, and a slot for it.
static bool make_room(ctext_types *types, uint32_t length) {
  if (types->count == types->capacity) {
    const size_t capacity = types->capacity ? types->capacity + types->capacity / 2 : 1024;
    entry *entries = realloc(types->entries, capacity * sizeof *entries);
    if (!entries) return false;
    types->entries = entries;
    types->capacity = capacity;
  }
  // The bytes are read as a text too, when one table is merged into another.
  if (length + CTEXT_PADDING > types->room - types->used) {
    const size_t room = types->room + types->room / 2 + length + 4096;
    uint8_t *bytes = realloc(types->bytes, room);
    if (!bytes) return false;
    types->bytes = bytes;
    types->room = room;
  }
  return 2 * (types->count + 1) <= types->slot_mask || widen(types);
}

bool ctext_types_intern(ctext_types *types, const uint8_t *text, const ctext_span *spans, size_t count,
                        uint32_t *numbers) {
  for (size_t i = 0; i < count; i++) {
    const uint32_t length = spans[i].end - spans[i].start;
    if (length == 0) {
      numbers[i] = 0;
      continue;
    }
    const uint8_t *token = text + spans[i].start;
    const uint64_t low = lowest(load(token), length), high = length > 8 ? lowest(load(token + 8), length - 8) : 0;
    const uint32_t hash = hash_of(types, token, length, low, high);
    size_t slot = hash & types->slot_mask;
    uint32_t number = 0;
    for (uint64_t held; (held = types->slots[slot]) != 0; slot = (slot + 1) & types->slot_mask) {
      if ((uint32_t)(held >> 32) != hash) continue;
      const entry *entry = &types->entries[(uint32_t)held - 1];
      if (entry->low == low && entry->high == high && entry->length == length &&
          (length <= 16 || memcmp(types->bytes + entry->start + 16, token + 16, length - 16) == 0)) {
        number = (uint32_t)held;
        break;
      }
    }
    if (__builtin_expect(number == 0, 0)) {
      const size_t slots = types->slot_mask;
      if (types->count >= UINT32_MAX - 1 || !make_room(types, length)) return false;
      if (slots != types->slot_mask) {
        slot = hash & types->slot_mask;
        while (types->slots[slot]) slot = (slot + 1) & types->slot_mask;
      }
      types->entries[types->count++] = (entry){low, high, types->used, length};
      memcpy(types->bytes + types->used, token, length);
      types->used += length;
      number = (uint32_t)types->count;
      types->slots[slot] = (uint64_t)hash << 32 | number;
    }
    numbers[i] = number;
  }
  return true;
}

bool ctext_types_merge(ctext_types *types, const ctext_types *from, uint32_t *numbers) {
  for (size_t i = 0; i < from->count; i++) {
    const ctext_span span = {0, from->entries[i].length};
    if (!ctext_types_intern(types, from->bytes + from->entries[i].start, &span, 1, &numbers[i])) return false;
  }
  return true;
}

size_t ctext_types_count(const ctext_types *types) { return types->count; }

size_t ctext_types_memory(const ctext_types *types) {
  return (types->slot_mask + 1) * sizeof *types->slots + types->capacity * sizeof *types->entries + types->room;
}

const uint8_t *ctext_types_bytes(const ctext_types *types, size_t *count) {
  *count = types->used;
  return types->bytes;
}

void ctext_types_lengths(const ctext_types *types, uint32_t *lengths) {
  for (size_t i = 0; i < types->count; i++) lengths[i] = types->entries[i].length;
}
