#include "outofmemory.h"
#include <cstddef>
#include <cstdint>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OTHER_ALLOCATOR 1
#endif
#endif

#if defined(__GLIBC__) && !defined(OTHER_ALLOCATOR)
#include <cerrno>
#include <cstring>
#include <cstdlib>
#include <dlfcn.h>
#include <exception>
#include <new>
#include <unistd.h>

// The allocator itself, under names that stay when a program has functions of the usual ones.
extern "C" {
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *memory, size_t bytes);
}

namespace {

/// 0: a refusal is handed on, whoever asked.
int exit_code;
/// What was refused last.
size_t refused;

/// Where so little is refused, nobody could say what it was for: an error and its words take memory too.
const size_t little = 4096;

/// Whether code at this address takes no refusal. (SQLite does, but not GRDB above it.)
bool takes_no_refusal(const void *address) {
  static const char *const libraries[] = {"libswift",    "libFoundation", "lib_Foundation", "libdispatch",
                                          "libBlocks", "libsqlite3",    "libcrypto"};
  Dl_info info;
  if (!dladdr(address, &info) || !info.dli_fname) return false;
  const char *slash = strrchr(info.dli_fname, '/'), *file = slash ? slash + 1 : info.dli_fname;
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
    if (strncmp(file, libraries[i], strlen(libraries[i])) == 0) return true;
  return false;
}

void say(const char *text, size_t count) {
  while (count > 0) {
    const ssize_t written = write(STDERR_FILENO, text, count);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text += written, count -= (size_t)written;
  }
}

/// Nothing here may ask for memory. Another thread may get here as well: whoever is first speaks.
[[noreturn]] void end(size_t bytes) {
  static bool has_begun;
  if (__atomic_exchange_n(&has_begun, true, __ATOMIC_RELAXED))
    while (true) pause();
  static const char before[] = "lmctl: not enough memory for ", erase[] = "\r\033[K",
                    after[] = " bytes; close other programs, raise the limit ('ulimit -v' shows it), or choose smaller "
                              "sizes ('Memory' in --help says what counts)\n";
  char digits[24], *first = digits + sizeof digits;
  do *--first = (char)('0' + bytes % 10);
  while (bytes /= 10);
  if (isatty(STDERR_FILENO)) say(erase, sizeof erase - 1);
  say(before, sizeof before - 1);
  say(first, (size_t)(digits + sizeof digits - first));
  say(after, sizeof after - 1);
  _exit(exit_code);
}

/// What a caller is handed who asked for so many bytes that are not to be had: nothing, if he can take that.
void *nothing(size_t bytes, const void *caller) {
  __atomic_store_n(&refused, bytes, __ATOMIC_RELAXED);
  if (bytes > 0 && exit_code != 0 && (bytes < little || takes_no_refusal(caller))) end(bytes);
  return nullptr;
}

/// What nobody caught. oneDNN's functions are called from C: what it throws where it is refused memory, or memory that it
/// may run, has nowhere to go.
[[noreturn]] void terminated() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::bad_alloc &) {
    end(__atomic_load_n(&refused, __ATOMIC_RELAXED));
  } catch (const std::exception &error) {
    if (std::strstr(error.what(), "alloc")) end(__atomic_load_n(&refused, __ATOMIC_RELAXED));
  } catch (...) {
  }
  std::abort();
}
} // namespace

extern "C" {
void outofmemory_ends_with(int code) {
  exit_code = code;
  std::set_terminate(terminated);
}

void *malloc(size_t bytes) {
  void *memory = __libc_malloc(bytes);
  return memory ? memory : nothing(bytes, __builtin_return_address(0));
}

void *calloc(size_t count, size_t bytes) {
  void *memory = __libc_calloc(count, bytes);
  size_t product;
  if (memory) return memory;
  return nothing(__builtin_mul_overflow(count, bytes, &product) ? SIZE_MAX : product, __builtin_return_address(0));
}

void *realloc(void *old, size_t bytes) {
  void *memory = __libc_realloc(old, bytes);
  return memory ? memory : nothing(bytes, __builtin_return_address(0));
}

}

#else
extern "C" void outofmemory_ends_with(int) {}
#endif
