import Foundation
import Glibc

/// Lets this process take so many bytes of address space more, and no further: for exit tests, where what asks for more
/// than a damaged file can be worth ends the process. Under a sanitizer, which reserves terabytes and then more, it is let be.
func limitMemory(toMore bytes: UInt) throws {
  let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first
  guard let pages = pages.flatMap({ UInt($0) }) else { fatalError("/proc/self/statm") }
  let held = pages * UInt(sysconf(Int32(_SC_PAGESIZE)))
  if held > 1 << 40 { return }
  let most = held + bytes
  var limit = rlimit(rlim_cur: most, rlim_max: most)
  guard unsafe setrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit) == 0 else { fatalError("setrlimit") }
}
