/// The door to libFuzzer, which is there in sanitizer builds alone.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether libFuzzer was linked.
bool fuzzer_is_there(void);
/// Gives libFuzzer the command line, and calls `run` with one input after another; returns what the process is to exit with,
/// if it returns. Only where libFuzzer is there.
int fuzzer_drive(int argc, char **argv, int (*run)(const uint8_t *bytes, size_t count));

/// A file in memory that is no file on any disk; −1 where the system refuses it.
int fuzzer_memory_file(void);
