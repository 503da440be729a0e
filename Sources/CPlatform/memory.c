#define _GNU_SOURCE
#include "cplatform.h"
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

/// The number in a file of one number, or UINT64_MAX where there is none.
static uint64_t number_in(const char *path) {
  FILE *file = fopen(path, "re");
  unsigned long long number = 0;
  const int found = file ? fscanf(file, "%llu", &number) : 0;
  if (file) fclose(file);
  return found == 1 ? number : UINT64_MAX;
}

/// What is left of a limit, where there is one.
static uint64_t left(uint64_t limit, uint64_t used) {
  if (limit == UINT64_MAX || used == UINT64_MAX) return UINT64_MAX;
  return limit > used ? limit - used : 1;
}

static uint64_t least(uint64_t x, uint64_t y) { return x < y ? x : y; }

uint64_t platform_available_memory(void) {
  uint64_t available = UINT64_MAX;
  FILE *file = fopen("/proc/meminfo", "re");
  if (file) {
    char line[256];
    unsigned long long kibibytes = 0;
    while (fgets(line, sizeof line, file))
      if (sscanf(line, "MemAvailable: %llu kB", &kibibytes) == 1) available = (uint64_t)kibibytes * 1024;
    fclose(file);
  }
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    const uint64_t pages = number_in("/proc/self/statm"); // its first number: the address space, in pages
    if (pages != UINT64_MAX) available = least(available, left(limit.rlim_cur, pages * (uint64_t)sysconf(_SC_PAGESIZE)));
  }
  available = least(available, left(number_in("/sys/fs/cgroup/memory.max"), number_in("/sys/fs/cgroup/memory.current")));
  return available == UINT64_MAX ? 0 : available;
}

void platform_trim_memory(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
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
