#define _GNU_SOURCE
#include "cplatform.h"
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

void *platform_allocate(size_t bytes) {
  if (bytes > (SIZE_MAX >> 1)) return NULL;
  size_t rounded = (bytes + 63) & ~(size_t)63;
  void *memory = NULL;
  if (posix_memalign(&memory, 64, rounded ? rounded : 64) != 0) return NULL;
  memset(memory, 0, rounded ? rounded : 64);
  return memory;
}

void *platform_allocate_pages(size_t bytes) {
  void *memory = NULL;
  return posix_memalign(&memory, 4096, bytes) == 0 ? memory : NULL;
}

bool platform_write_directly(int descriptor, bool directly) {
  const int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return false;
  return fcntl(descriptor, F_SETFL, directly ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
}

void platform_free(void *memory) { free(memory); }

void platform_trim_memory(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

void platform_share_heap(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

void platform_keep_memory(void) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_ARENA_MAX, 1);
#endif
}

uint64_t platform_peak_resident(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * 1024 : 0;
}
