// A function that is compiled for several instruction sets; the best one is chosen when the program starts.
#pragma once
#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
