/// What Swift cannot say safely of the operating system: memory that may be refused, SHA-256 of the system's libcrypto.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Zeroed memory on a 64-byte boundary, or NULL where the system refuses it. Give it back with `platform_free`.
void *platform_allocate(size_t bytes);
void platform_free(void *memory);

typedef struct platform_sha256 platform_sha256;
platform_sha256 *platform_sha256_new(void);
void platform_sha256_update(platform_sha256 *digest, const void *bytes, size_t count);
/// Writes 32 bytes; afterwards the digest can only be freed.
void platform_sha256_finish(platform_sha256 *digest, uint8_t *out);
void platform_sha256_free(platform_sha256 *digest);

/// Bytes of memory that this process could still take, by the machine, its limits (RLIMIT_AS) and its control group;
/// 0 where the system does not say.
uint64_t platform_available_memory(void);
/// The most memory this process has held resident, in bytes.
uint64_t platform_peak_resident(void);
