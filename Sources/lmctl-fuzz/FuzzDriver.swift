internal import CFuzzer
internal import Foundation
internal import Fuzzing

/// Runs a reader on bytes that nobody would write.
///
///     lmctl-fuzz TARGET [-OPTION=… of libFuzzer] [FOLDER or FILE …]
///     lmctl-fuzz TARGET --write-seeds FOLDER
///
/// Built as usual it reads each of the files that are named, once. With libFuzzer and the address sanitizer:
///
///     swift build -c release --product lmctl-fuzz --scratch-path .build/fuzz -Xswiftc -sanitize=fuzzer,address \
///       -Xcc -fsanitize=fuzzer-no-link,address -Xcxx -fsanitize=fuzzer-no-link,address \
///       -Xswiftc -use-ld=lld -Xlinker -u -Xlinker LLVMFuzzerRunDriver
///     cp -r Sources/Fuzzing/Seeds/arpa corpus
///     SWIFT_BACKTRACE=enable=no .build/fuzz/release/lmctl-fuzz arpa -runs=10000000 -max_len=500 -timeout=60 \
///       -rss_limit_mb=512 -malloc_limit_mb=512 -artifact_prefix=./ corpus
///
/// (`lld`, since gold fails at these objects; without `SWIFT_BACKTRACE` a trap is not recorded.) An input that takes over a
/// second of the processor is a failure, as is memory that is lost. What fails is written to a file; named in place of the
/// corpus it is run again.
@main
enum FuzzDriver {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let target = FuzzTarget(rawValue: arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      throw Usage(description: "give a target first: \(names)")
    }
    if arguments.count == 4, arguments[2] == "--write-seeds" {
      for (name, bytes) in try target.seeds {
        try Data(bytes).write(to: URL(filePath: arguments[3]).appending(path: name))
      }
      return
    }
    unsafe fuzzed = target
    FuzzTarget.takeStandardInput()
    guard fuzzer_is_there() else { return try replay(Array(arguments[2...])) }
    var words = unsafe ([arguments[0]] + arguments[2...]).map { unsafe strdup($0) }
    unsafe words.append(nil)
    exit(
      unsafe words.withUnsafeMutableBufferPointer { words in
        unsafe fuzzer_drive(Int32(words.count - 1), words.baseAddress) { bytes, count in
          unsafe FuzzDriver.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
          return 0
        }
      })
  }

  private struct Usage: Error, CustomStringConvertible { let description: String }

  /// Set once, before anything runs.
  nonisolated(unsafe) private static var fuzzed = FuzzTarget.arpa

  /// What one input may take of a processor. libFuzzer's own `-timeout` is by the clock on the wall, which goes on while
  /// others have the processor.
  private static let mostSeconds = 1.0

  /// What had been taken when the last input ended: to ask before each one too would take as long as a short one does.
  nonisolated(unsafe) private static var taken = processorSeconds

  private static func run(_ bytes: [UInt8]) {
    do { _ = try unsafe fuzzed.run(bytes) } catch { fatalError("\(error)") }
    let before = unsafe taken
    unsafe taken = processorSeconds
    let seconds = unsafe taken - before
    if seconds > mostSeconds { fatalError("\(bytes.count) bytes took \(seconds) seconds") }
  }

  private static var processorSeconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Each file once, named before it is read.
  private static func replay(_ paths: [String]) throws {
    print("libFuzzer is not there: each file is read once")
    for path in paths where !path.hasPrefix("-") {
      print(path)
      run(Array(try Data(contentsOf: URL(filePath: path))))
    }
  }
}
