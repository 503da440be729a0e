#include "clones.h"
#include "ckernels.h"
#include <stdlib.h>

_Thread_local int ckernels_preferred_clone = 0;
int ckernels_program_clone = CLONE_BASELINE;

/// The best that the machine has: clones are numbered in order.
static int best = CLONE_BASELINE;

static const char *refused = NULL;

static const char *name(int clone) {
  return clone == CLONE_V4 ? "x86-64-v4" : clone == CLONE_V3 ? "x86-64-v3" : "baseline";
}

/// The clone of this name that the machine can run; 0 for none.
static int runnable(const char *wanted) {
  for (int clone = best; clone >= CLONE_BASELINE; clone--)
    if (strcmp(wanted, name(clone)) == 0) return clone;
  return 0;
}

/// Before main, so that no kernel has to ask whether the choice was made.
__attribute__((constructor)) static void choose(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("fma"))
    best = CLONE_V3;
  if (best == CLONE_V3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    best = CLONE_V4;
#endif
  const char *wanted = getenv("LMCTL_INSTRUCTIONS");
  const int chosen = wanted ? runnable(wanted) : 0;
  ckernels_program_clone = chosen ? chosen : best;
  refused = wanted && *wanted && !chosen ? wanted : NULL;
}

const char *ckernels_instruction_set(void) { return name(ckernels_clone()); }
const char *ckernels_refused_instruction_set(void) { return refused; }
int ckernels_instruction_sets(void) { return best; }
const char *ckernels_instruction_set_name(int index) { return name(best - index); }

bool ckernels_prefer(const char *wanted) {
  const int clone = wanted ? runnable(wanted) : 0;
  if (wanted && !clone) return false;
  ckernels_preferred_clone = clone;
  return true;
}

bool ckernels_choose(const char *wanted) {
  const int clone = runnable(wanted);
  if (clone) ckernels_program_clone = clone;
  return clone != 0;
}
