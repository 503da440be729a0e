import Dispatch
import Foundation
import Synchronization

/// Ctrl-C, and what else asks a program to end: the first one is remembered, so that a training can put itself away; the
/// second ends the program at once.
///
/// Where whoever started the program has it ignore a signal (`nohup`, a background job of a script), it goes on doing so.
final class Interruption {
  /// Of the process, as signals are.
  private static let isWanted = Atomic(false)
  /// They watch as long as they are held.
  private let sources: [any DispatchSourceSignal]

  /// - Parameter announce: called at the first signal, on a thread of its own.
  init(announce: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].filter { !Self.isIgnored($0) }.map { signal in
      // The source sees it all the same; without this the program would end.
      Foundation.signal(signal, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: signal, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        if !Self.isWanted.exchange(true, ordering: .relaxed) { return announce() }
        Foundation.signal(signal, SIG_DFL)
        raise(signal)
      }
      source.resume()
      return source
    }
  }

  /// Whether the program was asked to end.
  var isRequested: Bool { Self.isWanted.load(ordering: .relaxed) }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
