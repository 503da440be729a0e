#pragma once

/// A helper that becomes part of the kernel that calls it, and so has that kernel's instruction set.
#define INLINED static inline __attribute__((always_inline, unused))
