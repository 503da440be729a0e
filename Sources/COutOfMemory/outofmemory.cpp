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
#include <ctime>
#include <dlfcn.h>
#include <exception>
#include <initializer_list>
#include <new>
#include <unistd.h>

// The allocator itself, under names that stay when a program has functions of the usual ones.
extern "C" {
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *memory, size_t bytes);
}

namespace {

/// Where memory comes from: the allocator's own function, or that of another one which LD_PRELOAD has put before it. Who
/// gives must be who takes back, and `free` is not replaced here.
template <class Function> Function *following(Function **known, const char *name, Function *own) {
  Function *found = __atomic_load_n(known, __ATOMIC_RELAXED);
  if (found) return found;
  // A dlsym that asks for memory itself, as that of some versions does, would come here again and again.
  static __thread bool is_searching;
  if (is_searching) return own;
  is_searching = true;
  found = reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
  is_searching = false;
  if (!found) found = own;
  __atomic_store_n(known, found, __ATOMIC_RELAXED);
  return found;
}

decltype(__libc_malloc) *next_malloc;
decltype(__libc_calloc) *next_calloc;
decltype(__libc_realloc) *next_realloc;

/// 0: a refusal is handed on, whoever asked.
int exit_code;
/// What was refused last.
size_t refused;

/// Where so little is refused, nobody could say what it was for: an error and its words take memory too.
const size_t little = 4096;

/// Whether the code at this address is of a library whose file begins so.
bool is_of(const void *address, const char *library) {
  Dl_info info;
  if (!dladdr(address, &info) || !info.dli_fname) return false;
  const char *slash = std::strrchr(info.dli_fname, '/'), *file = slash ? slash + 1 : info.dli_fname;
  return std::strncmp(file, library, std::strlen(library)) == 0;
}

/// Whether code at this address takes no refusal. (SQLite does, but not GRDB above it.)
bool takes_no_refusal(const void *address) {
  for (const char *library : {"libswift", "libFoundation", "lib_Foundation", "libdispatch", "libBlocks", "libsqlite3",
                              "libcrypto"})
    if (is_of(address, library)) return true;
  return false;
}

void say(const char *text) {
  for (size_t count = std::strlen(text); count > 0;) {
    const ssize_t written = write(STDERR_FILENO, text, count);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text += written, count -= (size_t)written;
  }
}

/// Says what and what to do, and ends. Nothing here may ask for memory. Another thread may get here as well: whoever is
/// first speaks.
[[noreturn]] void end(const char *what, const char *advice) {
  static bool has_begun;
  if (__atomic_exchange_n(&has_begun, true, __ATOMIC_RELAXED))
    while (true) pause();
  if (isatty(STDERR_FILENO)) say("\r\033[K");
  for (const char *text : {"lmctl: not enough memory for ", what, "; close other programs, raise the limit ", advice})
    say(text);
  _exit(exit_code);
}

[[noreturn]] void end(size_t bytes) {
  char text[40] = " bytes", *first = text + 24;
  std::memmove(first, text, sizeof " bytes");
  do *--first = (char)('0' + bytes % 10);
  while (bytes /= 10);
  end(first, "('ulimit -v' shows it), or choose smaller sizes ('Memory' in --help says what counts)\n");
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
  void *memory = following(&next_malloc, "malloc", __libc_malloc)(bytes);
  return memory ? memory : nothing(bytes, __builtin_return_address(0));
}

void *calloc(size_t count, size_t bytes) {
  void *memory = following(&next_calloc, "calloc", __libc_calloc)(count, bytes);
  size_t product;
  if (memory) return memory;
  return nothing(__builtin_mul_overflow(count, bytes, &product) ? SIZE_MAX : product, __builtin_return_address(0));
}

void *realloc(void *old, size_t bytes) {
  void *memory = following(&next_realloc, "realloc", __libc_realloc)(old, bytes);
  return memory ? memory : nothing(bytes, __builtin_return_address(0));
}

/// Dispatch sleeps for a second, and tries again, where the system refuses it a thread: it is let do so for some seconds on
/// end.
unsigned sleep(unsigned seconds) {
  static int refusals;
  static time_t last;
  const time_t now = std::time(nullptr);
  if (now - __atomic_exchange_n(&last, now, __ATOMIC_RELAXED) > 10) __atomic_store_n(&refusals, 0, __ATOMIC_RELAXED);
  if (exit_code != 0 && is_of(__builtin_return_address(0), "libdispatch") &&
      __atomic_add_fetch(&refusals, 1, __ATOMIC_RELAXED) > 3)
    end("another thread", "(of processes: 'ulimit -u', of memory: 'ulimit -v'); a database takes two beside --threads\n");
  struct timespec left = {(time_t)seconds, 0};
  return nanosleep(&left, &left) == 0 ? 0 : (unsigned)left.tv_sec;
}
}

#else
extern "C" void outofmemory_ends_with(int) {}
#endif
