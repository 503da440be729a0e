/// What Swift cannot say safely of the operating system: memory that may be refused, SHA-256 of the system's libcrypto,
/// gzip of its zlib.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Zeroed memory on a 64-byte boundary, or NULL where the system refuses it. Give it back with `platform_free`.
void *platform_allocate(size_t bytes);
void platform_free(void *memory);

typedef struct platform_sha256 platform_sha256;
platform_sha256 *platform_sha256_new(void);
/// Another that goes on from where this one is.
platform_sha256 *platform_sha256_copy(const platform_sha256 *digest);
void platform_sha256_update(platform_sha256 *digest, const void *bytes, size_t count);
/// Writes 32 bytes; afterwards the digest can only be freed.
void platform_sha256_finish(platform_sha256 *digest, uint8_t *out);
void platform_sha256_free(platform_sha256 *digest);

typedef enum platform_gunzipped {
  PLATFORM_GUNZIP_INPUT_USED,
  PLATFORM_GUNZIP_OUTPUT_FULL,
  PLATFORM_GUNZIP_WRONG,
  PLATFORM_GUNZIP_NO_MEMORY,
} platform_gunzipped;
typedef struct platform_gunzip platform_gunzip;
/// NULL where memory is refused.
platform_gunzip *platform_gunzip_new(void);
void platform_gunzip_free(platform_gunzip *gunzip);
/// Unpacks gzip (RFC 1952): members one after another, then zeros or nothing. Where it is wrong, `*consumed` says where.
platform_gunzipped platform_gunzip_inflate(platform_gunzip *gunzip, const uint8_t *packed, uint32_t count, uint8_t *out,
                                           uint32_t capacity, uint32_t *consumed, uint32_t *produced);
/// Whether the file may end here: after a member.
bool platform_gunzip_may_end(const platform_gunzip *gunzip);
/// What was wrong; plain ASCII that stands for ever.
const char *platform_gunzip_reason(const platform_gunzip *gunzip);

/// Bytes of memory that this process could still take: by the machine, by the limits of the process (RLIMIT_AS,
/// RLIMIT_DATA) and by its control group and those above it, of version 1 or 2; 0 where the system does not say.
uint64_t platform_available_memory(void);
/// Where that is read, and the limits of the process, UINT64_MAX for none.
typedef struct platform_bounds {
  const char *proc, *groups;
  uint64_t address_space, data;
} platform_bounds;
uint64_t platform_available_within(const platform_bounds *bounds);
/// Whether the address space of this process has a limit (RLIMIT_AS).
bool platform_limits_address_space(void);
/// One of several calls, by its number.
typedef void platform_part(void *context, size_t index);
/// Calls `body(context, 0)`, …, `body(context, count − 1)`, each once, on this thread and on as many others as are free or
/// can be started, and returns when all have ended. Where the system refuses threads, this one makes all the calls.
void platform_concurrently(size_t count, platform_part *body, void *context);
/// How many files this process may have open at once (RLIMIT_NOFILE): its three streams and what it may open itself, without
/// what it was handed open. Where these are fewer than `least`, the limit is raised, as far as the system lets it.
size_t platform_open_files(size_t least);
/// Writing past the page cache (O_DIRECT): from memory on a 4096-byte boundary, in multiples of that. False where the file
/// system has no such thing.
bool platform_write_directly(int descriptor, bool directly);
/// Memory on a 4096-byte boundary, or NULL where the system refuses it. Give it back with `platform_free`.
void *platform_allocate_pages(size_t bytes);
/// From now on memory that is freed stays with the process, to be used again: where one large array follows another,
/// asking the system each time for pages full of zeros costs more than the work.
void platform_keep_memory(void);
/// From now on all threads take memory from one heap: another one for each sets 64 MiB of address space aside.
void platform_share_heap(void);
/// Gives memory that is free back to the system.
void platform_trim_memory(void);
/// The most memory this process has held resident, in bytes.
uint64_t platform_peak_resident(void);
