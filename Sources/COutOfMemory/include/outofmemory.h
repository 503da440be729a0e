/// What a program does when Swift's runtime, Foundation or Dispatch is refused memory: the first two trap, the third waits
/// for ever, and none of them can be told not to. Everything else is handed the refusal, and says in its own words what it
/// was for, unless there is not even memory for words.
#pragma once

/// From now on such a refusal, of memory or after some seconds of a thread, ends the program with this exit code and one
/// line on standard error: "not enough memory", how much was asked for, and what to do. Where this cannot be known (another
/// C library than glibc, a sanitizer's allocator) nothing changes.
#ifdef __cplusplus
extern "C"
#endif
void outofmemory_ends_with(int code);
