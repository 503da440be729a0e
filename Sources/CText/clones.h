// A function that is compiled for several instruction sets; the best one is chosen when the program starts.
#pragma once
// (Sanitized builds have one version: the choice comes before a sanitizer can run.)
#if defined(__x86_64__) && !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
