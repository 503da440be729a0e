/// Compiles a file of kernels once for each instruction set; the best that the machine has runs, or what
/// LMCTL_INSTRUCTIONS or ckernels_prefer name.
///
/// A file `update.c` of kernels is written so:
///
///     #ifndef CLONE
///     #define CLONED_FILE "update.c"
///     #include "ckernels.h"          // the prototypes
///     #include "clones.h"
///     #else
///     KERNEL(void, ckernels_scale, (float *x, float by, int64_t count), (x, by, count)) {
///       EACH for (int64_t i = 0; i < count; i++) x[i] *= by;
///     }
///     #endif
///
/// KERNEL takes result, name, parameters with types, and the parameters' names again. Other includes stand above
/// clones.h; helpers are `INLINED` functions in a header there, or their names differ by clone: `static HELPER(name)`.
/// EACH before a loop says that its iterations do not depend on each other, save for sums.
///
/// (Clang's target_clones would do it in one word, but leaves no way of running another clone than the best.)
#pragma once
#include "inlined.h"
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define CLONE_BASELINE 1
#define CLONE_V3 2
#define CLONE_V4 3

/// 0: as the program chose.
extern _Thread_local int ckernels_preferred_clone;
extern int ckernels_program_clone;

INLINED int ckernels_clone(void) {
  return ckernels_preferred_clone ? ckernels_preferred_clone : ckernels_program_clone;
}

#ifdef CLONED_FILE
#pragma clang fp reassociate(on) contract(fast)
#define EACH _Pragma("clang loop vectorize(assume_safety)")

#if defined(__x86_64__)
#include <immintrin.h>
// tune: for the instruction set alone clang takes vectors of 256 bits.
#define CLONE CLONE_V4
#define HELPER(name) name##_v4
#define KERNEL(result, name, parameters, arguments) static result name##_v4 parameters
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,tune=znver4"))), apply_to = function)
#include "maths.h"
#include CLONED_FILE
#pragma clang attribute pop
#undef CLONE
#undef HELPER
#undef KERNEL

#define CLONE CLONE_V3
#define HELPER(name) name##_v3
#define KERNEL(result, name, parameters, arguments) static result name##_v3 parameters
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "maths.h"
#include CLONED_FILE
#pragma clang attribute pop
#undef CLONE
#undef HELPER
#undef KERNEL

#define CHOOSE(name, arguments)                                                                                        \
  ckernels_clone() == CLONE_V4   ? name##_v4 arguments                                                                 \
  : ckernels_clone() == CLONE_V3 ? name##_v3 arguments                                                                 \
                                 : name##_baseline arguments
#else
#define CHOOSE(name, arguments) name##_baseline arguments
#endif

#define CLONE CLONE_BASELINE
#define HELPER(name) name##_baseline
#define KERNEL(result, name, parameters, arguments)                                                                    \
  static result name##_baseline parameters;                                                                            \
  result name parameters { return CHOOSE(name, arguments); }                                                           \
  static result name##_baseline parameters
#include "maths.h"
#include CLONED_FILE
#endif
