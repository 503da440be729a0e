import Foundation
import Testing

/// What a machine's owner has put between a program and its system changes nothing.
@Suite struct SurroundingsTests {
  private static func goThrough(_ variables: [String: String]) throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    for arguments in [
      ["tokenize", "s.txt", "--corpus", "c"], ["ngram", "--order", "3", "--smoothing", "kneser-ney", "--rows", "all"],
      ["train-rnn", "--hidden", "4", "--epochs", "1"], ["compare"],
    ] {
      let end = try work.start(lmctl: arguments + ["--quiet"], environment: variables).wait()
      #expect(end.status == 0, "\(arguments): \(end.status), \(end.errors.suffix(400))")
    }
  }

  /// A configuration of OpenSSL that switches its usual algorithms off.
  @Test func withoutOpenSSLsDefaultProvider() throws {
    let work = try Workdir()
    try work.write(
      """
      openssl_conf = here
      [here]
      providers = providers
      [providers]
      base = base
      [base]
      activate = 1

      """, to: "openssl.cnf")
    try Self.goThrough(["OPENSSL_CONF": work.path + "/openssl.cnf"])
  }

  /// What says how wide a terminal is may say anything.
  @Test(arguments: ["\(Int.min)", "-1", "0", "\(Int.max)", "x", ""]) func withAnyWidth(columns: String) throws {
    let end = try Workdir().lmctl("list", "--help", environment: ["COLUMNS": columns])
    #expect(end.status == 0 && end.output.contains("USAGE:"), "\(end)")
  }

  /// Few files may be open, and some of them were handed over open.
  @Test(arguments: [0, 5]) func withFewOpenFiles(inherited: Int) throws {
    let work = try Workdir.tokenizedStory()
    var hasWorked = false
    for limit in 10 + inherited..<22 + inherited {
      let opened = (0..<inherited).map { "exec \(3 + $0)</dev/null; " }.joined()
      let script = "\(opened)ulimit -n \(limit); exec '\(Workdir.binary)' ngram --order 2 --replace --quiet"
      let outcome = try work.run("/bin/sh", ["-c", script])
      if outcome.status == 0 {
        hasWorked = true
      } else {
        #expect(outcome.status == 69 && outcome.errors.contains("ulimit -n"), "\(limit): \(outcome)")
        #expect(!hasWorked)
      }
    }
    #expect(hasWorked)
  }

  /// Another allocator, as jemalloc is put before the system's: it must be given back what it gave, and nothing else.
  @Test(.enabled(if: compiler != nil)) func withAnotherAllocator() throws {
    let work = try Workdir()
    try work.write(allocator, to: "allocator.c")
    let made = try work.run(
      try #require(compiler), ["-shared", "-fPIC", "-O1", "-o", "allocator.so", "allocator.c"])
    try #require(made.status == 0, "\(made.errors)")
    try Self.goThrough(["LD_PRELOAD": work.path + "/allocator.so"])
  }
}

/// The C compiler that comes with Swift, or the system's.
private let compiler = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .flatMap { folder in ["clang", "cc"].map { "\(folder)/\($0)" } }
  .first { FileManager.default.isExecutableFile(atPath: $0) }

/// Before each block stands a mark, which the end of its life checks for; nothing is used again.
private let allocator = """
  #include <errno.h>
  #include <stddef.h>
  #include <stdint.h>
  #include <string.h>
  #include <sys/mman.h>

  typedef struct { uint64_t mark, size; } head;
  static const uint64_t MARK = 0x6C6D63746C206D65;
  static char *next, *last;
  static char busy;

  static void *give(size_t size, size_t boundary) {
    if (boundary < 16) boundary = 16;
    if (size > (size_t)1 << 46) { errno = ENOMEM; return NULL; }
    while (__atomic_test_and_set(&busy, __ATOMIC_ACQUIRE));
    char *block = (char *)(((uintptr_t)next + sizeof(head) + boundary - 1) & ~(uintptr_t)(boundary - 1));
    if (!next || block + size > last) {
      const size_t room = size + boundary + 64 + ((size_t)64 << 20);
      next = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (next == MAP_FAILED) __builtin_trap();
      last = next + room;
      block = (char *)(((uintptr_t)next + sizeof(head) + boundary - 1) & ~(uintptr_t)(boundary - 1));
    }
    next = block + size;
    __atomic_clear(&busy, __ATOMIC_RELEASE);
    ((head *)block)[-1] = (head){MARK, size};
    return block;
  }
  static size_t size_of(void *block) {
    if (((head *)block)[-1].mark != MARK) __builtin_trap();
    return ((head *)block)[-1].size;
  }
  void *malloc(size_t size) { return give(size, 16); }
  void *calloc(size_t count, size_t size) {
    size_t all;
    if (__builtin_mul_overflow(count, size, &all)) { errno = ENOMEM; return NULL; }
    return give(all, 16);  // of the system's pages of zeros
  }
  void *realloc(void *old, size_t size) {
    void *block = give(size, 16);
    if (old && block) memcpy(block, old, size_of(old) < size ? size_of(old) : size);
    return block;
  }
  void free(void *block) { if (block) size_of(block); }
  size_t malloc_usable_size(void *block) { return block ? size_of(block) : 0; }
  void *aligned_alloc(size_t boundary, size_t size) { return give(size, boundary); }
  void *memalign(size_t boundary, size_t size) { return give(size, boundary); }
  int posix_memalign(void **out, size_t boundary, size_t size) {
    *out = give(size, boundary);
    return *out ? 0 : ENOMEM;
  }

  """
