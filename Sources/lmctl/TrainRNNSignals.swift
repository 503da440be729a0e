import Foundation
import Synchronization

/// Ctrl-C, and what else asks a program to end: the first one is remembered, so that a training can put itself away; the
/// second ends the program at once.
///
/// Both signals are blocked, and a thread waits for them: no handler ever runs on a thread that multiplies. The machine
/// code that oneDNN makes lends the stack pointer to other work, and a handler's frame on such a "stack" lands in the heap.
///
/// Where whoever started the program has it ignore a signal (`nohup`, a background job of a script), it goes on doing so.
final class Interruption: Sendable {
  private let isWanted = Atomic(false)

  /// On the main thread, before training begins: threads that are made later have the signals blocked as well.
  /// - Parameter announce: called at the first signal, on a thread of its own.
  init(announce: @escaping @Sendable () -> Void) {
    let signals = [SIGINT, SIGTERM].filter { !Self.isIgnored($0) }
    if signals.isEmpty { return }
    Self.mask(SIG_BLOCK, signals)
    Thread.detachNewThread { [self] in
      while true {
        let signal = Self.wait(for: signals)
        if !isWanted.exchange(true, ordering: .relaxed) {
          announce()
        } else {
          // Nobody handles it: it ends the program.
          Self.mask(SIG_UNBLOCK, [signal])
          raise(signal)
        }
      }
    }
  }

  /// Whether the program was asked to end.
  var isRequested: Bool { isWanted.load(ordering: .relaxed) }

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal) }
    return set
  }

  /// On the calling thread.
  private static func mask(_ how: Int32, _ signals: [Int32]) {
    var set = set(signals)
    unsafe pthread_sigmask(how, &set, nil)
  }

  private static func wait(for signals: [Int32]) -> Int32 {
    var (set, signal) = (set(signals), Int32(0))
    while unsafe sigwait(&set, &signal) != 0 {}
    return signal
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
