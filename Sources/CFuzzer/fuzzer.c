#define _GNU_SOURCE
#include "cfuzzer.h"
#include <sys/mman.h>

/// Of libFuzzer: <https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library>. Weak, so that a build without it links.
__attribute__((weak)) extern int LLVMFuzzerRunDriver(int *argc, char ***argv,
                                                     int (*run)(const uint8_t *bytes, size_t count));

bool fuzzer_is_there(void) { return LLVMFuzzerRunDriver != 0; }

int fuzzer_drive(int argc, char **argv, int (*run)(const uint8_t *bytes, size_t count)) {
  return LLVMFuzzerRunDriver(&argc, &argv, run);
}

int fuzzer_memory_file(void) { return memfd_create("fuzzing", MFD_CLOEXEC); }
