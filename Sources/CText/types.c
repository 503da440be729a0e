#define _GNU_SOURCE
#include "types.h"
#include "clones.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

/// Where a token lies, for those over 16 bytes.
typedef struct entry {
  size_t start;
  uint32_t length;
} entry;

/// A token: its first 16 bytes, zeros after its end, and its length, so that nothing else has to be read to know nearly
/// all tokens; number 0 for a free one.
typedef struct slot {
  uint64_t low, high;
  uint32_t length, number;
  uint64_t hash;
} slot;

/// Open addressing with linear probing, at most two thirds full.
struct ctext_types {
  slot *slots;
  size_t slot_mask;
  entry *entries;
  size_t count, capacity;
  uint8_t *bytes;
  size_t used, room;
  /// Random, and a factor's part wherever two are multiplied: nobody can write a text whose tokens all meet in one slot.
  /// Numbers do not depend on it.
  uint64_t seeds[2];
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

/// The bytes that a token has in its first 16, by its length: without a branch, since lengths cannot be foretold.
static const uint64_t masks[17][2] = {
#define M(n) ((n) >= 8 ? ~UINT64_C(0) : (UINT64_C(1) << (8 * ((n) & 7))) - 1)
#define ROW(n) {M(n), (n) > 8 ? M((n) - 8) : 0}
    ROW(0), ROW(1),  ROW(2),  ROW(3),  ROW(4),  ROW(5),  ROW(6),  ROW(7),  ROW(8),
    ROW(9), ROW(10), ROW(11), ROW(12), ROW(13), ROW(14), ROW(15), ROW(16),
#undef ROW
#undef M
};

/// A token's first 16 bytes, zeros after its end, and its length.
typedef struct head {
  uint64_t low, high;
  uint32_t length;
} head;

static inline head head_of(const uint8_t *token, uint32_t length) {
  const uint64_t *mask = masks[length < 16 ? length : 16];
  return (head){load(token) & mask[0], load(token + 8) & mask[1], length};
}

/// What stands for the bytes after the first 16.
static uint64_t hash_rest(const ctext_types *types, const uint8_t *token, uint32_t length) {
  uint64_t hash = types->seeds[0];
  for (uint32_t i = 16; i < length; i += 16) {
    const head part = head_of(token + i, length - i < 16 ? length - i : 16);
    hash = odd[2] + fold(part.low ^ hash, part.high ^ types->seeds[1]);
  }
  return hash;
}

static inline uint64_t hash_of(const ctext_types *types, const uint8_t *token, head head) {
  uint64_t rest = types->seeds[0];
  if (__builtin_expect(head.length > 16, 0)) rest ^= hash_rest(types, token, head.length);
  return fold(head.low ^ rest, head.high ^ types->seeds[1] ^ head.length);
}

/// Without a branch; of tokens over 16 bytes it says whether they may be the same.
static inline bool matches(slot slot, head head) {
  return ((slot.low ^ head.low) | (slot.high ^ head.high) | (slot.length ^ head.length)) == 0;
}

/// Zeroed; on large pages where the system has them, since slots are met at random.
static slot *make_slots(size_t count) {
  enum { LARGE_PAGE = 1 << 21 };
  const size_t bytes = count * sizeof(slot);
  if (bytes < LARGE_PAGE) return calloc(count, sizeof(slot));
  slot *slots = aligned_alloc(LARGE_PAGE, bytes);
  if (!slots) return NULL;
#if defined(MADV_HUGEPAGE)
  madvise(slots, bytes, MADV_HUGEPAGE);
#endif
  memset(slots, 0, bytes);
  return slots;
}

void ctext_types_free(ctext_types *types) {
  if (!types) return;
  free(types->slots);
  free(types->entries);
  free(types->bytes);
  free(types);
}

ctext_types *ctext_types_new(void) {
  enum { SLOTS = 1 << 12, ENTRIES = 1 << 10 };
  ctext_types *types = calloc(1, sizeof *types);
  if (!types) return NULL;
  types->slots = make_slots(SLOTS);
  types->slot_mask = SLOTS - 1;
  types->capacity = ENTRIES;
  types->entries = calloc(ENTRIES, sizeof *types->entries);
  // Without randomness at hand, the address will do.
  if (getrandom(types->seeds, sizeof types->seeds, GRND_NONBLOCK) != sizeof types->seeds) {
    types->seeds[0] = (uint64_t)(uintptr_t)types * odd[0];
    types->seeds[1] = (uint64_t)(uintptr_t)types->slots * odd[1];
  }
  if (types->slots && types->entries) return types;
  ctext_types_free(types);
  return NULL;
}

static bool widen(ctext_types *types) {
  const size_t mask = types->slot_mask;
  slot *old = types->slots, *slots = make_slots(2 * (mask + 1));
  if (!slots) return false;
  types->slot_mask = 2 * mask + 1;
  for (size_t i = 0; i <= mask; i++) {
    if (!old[i].number) continue;
    size_t at = old[i].hash & types->slot_mask;
    while (slots[at].number) at = (at + 1) & types->slot_mask;
    slots[at] = old[i];
  }
  free(old);
  types->slots = slots;
  return true;
}

/// Room for one more token of `length` bytes, and a slot for it.
static bool make_room(ctext_types *types, uint32_t length) {
  if (types->count == types->capacity) {
    const size_t capacity = types->capacity + types->capacity / 2;
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
  return 3 * (types->count + 1) <= 2 * types->slot_mask || widen(types);
}

/// The number of a token that does not stand where its hash leads first; 0 where memory is refused.
static uint32_t find_or_add(ctext_types *types, const uint8_t *token, head head, uint64_t hash) {
  const uint32_t length = head.length;
  size_t at = hash & types->slot_mask;
  for (; types->slots[at].number != 0; at = (at + 1) & types->slot_mask) {
    const slot slot = types->slots[at];
    if (matches(slot, head) &&
        (length <= 16 ||
         memcmp(types->bytes + types->entries[slot.number - 1].start + 16, token + 16, length - 16) == 0))
      return slot.number;
  }
  if (types->count >= UINT32_MAX - 1 || !make_room(types, length)) return 0;
  at = hash & types->slot_mask;
  while (types->slots[at].number) at = (at + 1) & types->slot_mask;
  types->entries[types->count++] = (entry){types->used, length};
  memcpy(types->bytes + types->used, token, length);
  types->used += length;
  types->slots[at] = (slot){head.low, head.high, length, (uint32_t)types->count, hash};
  return (uint32_t)types->count;
}

/// Tokens on their way: what is fetched for one comes while the others are worked on, and none waits for a branch on
/// its length.
enum { BATCH = 64 };

CLONES static bool intern_batch(ctext_types *types, const uint8_t *text, const ctext_span *spans, uint32_t count,
                         uint32_t *numbers) {
  head heads[BATCH];
  uint64_t hashes[BATCH];
  for (uint32_t i = 0; i < count; i++) {
    const uint8_t *token = text + spans[i].start;
    heads[i] = head_of(token, spans[i].end - spans[i].start);
    hashes[i] = hash_of(types, token, heads[i]);
    __builtin_prefetch(&types->slots[hashes[i] & types->slot_mask]);
  }
  // Those that are not where their hash leads.
  uint32_t missing[BATCH], missing_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    const slot slot = types->slots[hashes[i] & types->slot_mask];
    const bool found = matches(slot, heads[i]) & (heads[i].length <= 16);
    numbers[i] = found ? slot.number : 0;
    missing[missing_count] = i;
    missing_count += !found;
  }
  for (uint32_t m = 0; m < missing_count; m++) {
    const uint32_t i = missing[m];
    if (heads[i].length == 0) continue;
    numbers[i] = find_or_add(types, text + spans[i].start, heads[i], hashes[i]);
    if (numbers[i] == 0) return false;
  }
  return true;
}

bool ctext_types_intern(ctext_types *types, const uint8_t *text, const ctext_span *spans, size_t count,
                        uint32_t *numbers) {
  for (size_t i = 0; i < count; i += BATCH) {
    const size_t left = count - i;
    if (!intern_batch(types, text, spans + i, left < BATCH ? (uint32_t)left : BATCH, numbers + i)) return false;
  }
  return true;
}

bool ctext_types_merge(ctext_types *types, const ctext_types *from, uint32_t *numbers) {
  ctext_span spans[BATCH];
  for (size_t i = 0; i < from->count;) {
    // As many as a span's numbers reach.
    const size_t first = from->entries[i].start;
    uint32_t count = 0;
    for (; count < BATCH && i + count < from->count; count++) {
      const entry entry = from->entries[i + count];
      if (entry.start - first > UINT32_MAX - entry.length) break;
      spans[count] = (ctext_span){(uint32_t)(entry.start - first), (uint32_t)(entry.start - first) + entry.length};
    }
    if (!intern_batch(types, from->bytes + first, spans, count, numbers + i)) return false;
    i += count;
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
