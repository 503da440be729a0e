#define _GNU_SOURCE
#include "cplatform.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

void *platform_allocate(size_t bytes) {
  if (bytes > (SIZE_MAX >> 1)) return NULL;
  size_t rounded = (bytes + 63) & ~(size_t)63;
  void *memory = NULL;
  if (posix_memalign(&memory, 64, rounded ? rounded : 64) != 0) return NULL;
  memset(memory, 0, rounded ? rounded : 64);
  return memory;
}

void platform_free(void *memory) { free(memory); }

uint64_t platform_available_memory(void) {
  FILE *file = fopen("/proc/meminfo", "re");
  if (!file) return 0;
  char line[256];
  unsigned long long kibibytes = 0;
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "MemAvailable: %llu kB", &kibibytes) == 1) break;
  fclose(file);
  return (uint64_t)kibibytes * 1024;
}

uint64_t platform_peak_resident(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * 1024 : 0;
}
