import Foundation

/// `strace` around lmctl: which calls it makes that change files, and a fault at one of them.
///
/// strace counts the calls of each name in each thread. Of what lmctl divides among threads the first part stays with the
/// thread that divides, and only that one changes files: the numbers are the same from run to run. One processor, for the
/// number of threads to be the same on any machine.
enum Strace {
  /// Every call that changes a file, its name or what of it is on the disk; `?`: where the machine has such a call.
  static let writing = [
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "ftruncate", "fallocate",
    "copy_file_range", "?rename", "renameat", "renameat2", "?link", "linkat", "?unlink", "unlinkat",
  ]

  struct Trace {
    let ending: Child.Ending
    /// Names of the calls among ``writing``, in order.
    let calls: [String]
    /// How often each of them was called.
    var counts: [(call: String, count: Int)] {
      Dictionary(grouping: calls, by: \.self).map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }
  }

  /// Whether there is a strace that may trace and inject: containers often forbid it.
  static let works: Bool = {
    guard let work = try? Workdir(),
      let ending = try? run(["sh", "-c", "echo x"], in: work, injecting: kill("write", 1))
    else { return false }
    return ending.ending.status == -SIGKILL
  }()

  /// What strace injects to kill a program before the call of that number, from 1.
  static func kill(_ call: String, _ number: Int) -> String { "\(call):signal=SIGKILL:when=\(number)" }

  /// - Parameter injecting: as after `strace -e inject=`.
  static func run(_ command: [String], in work: Workdir, injecting fault: String? = nil) throws -> Trace {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("strace-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: log) }
    let ending = try work.start(
      "taskset",
      [
        "-c", processors.randomElement() ?? "0", "strace", "-f", "-qq", "-o", log.path, "-e",
        "trace=" + writing.joined(separator: ","),
      ]
        + (fault.map { ["-e", "inject=" + $0] } ?? []) + command
    ).wait()
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    // "PID name(arguments) = result"; what goes on after another thread's line, or ends, is no new call.
    return Trace(
      ending: ending,
      calls: lines.compactMap { line in
        // A thread that wakes another up by a counter (eventfd) writes no file.
        guard let open = line.firstIndex(of: "("), !line.contains(#", "\1\0\0\0\0\0\0\0", 8"#) else { return nil }
        let name = line[..<open].drop { $0.isNumber || $0 == " " }
        return name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } ? String(name) : nil
      })
  }

  /// The processors that this process may use.
  private static let processors: [String] = {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let list = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }?.dropFirst(18) ?? "0"
    return list.split(separator: ",").flatMap { range in
      let ends = range.split(separator: "-").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
      return (ends.first ?? 0)...(ends.last ?? 0)
    }.map(String.init)
  }()
}
