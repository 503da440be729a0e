import Foundation
import Testing

private let variables = ProcessInfo.processInfo.environment
private let hasPrograms = ["/usr/bin/sqlite3", "/usr/bin/gzip"].allSatisfy(
  FileManager.default.isExecutableFile(atPath:))

/// Random commands on random small corpora against one database: nothing that was reported is lost, nothing else appears,
/// the file stays whole, and no larger than what it holds.
///
/// `LMCTL_SOAK` says for how many seconds; `LMCTL_SOAK_SEED` where it begins; `LMCTL_BINARY` takes another lmctl than the one
/// beside the tests, such as one of a release build; `LMCTL_SOAK_KEEP` names a folder for the database of a failure, and
/// `LMCTL_SOAK_FROM` such a one to go on with.
@Suite struct SoakTests {
  @Test(.enabled(if: hasPrograms)) func randomCommands() throws {
    let seconds = variables["LMCTL_SOAK"].flatMap(Double.init) ?? (isLong ? 600 : 12)
    let seed = variables["LMCTL_SOAK_SEED"].flatMap(UInt64.init) ?? 1
    let soak = try Soak(
      seed: seed, binary: variables["LMCTL_BINARY"] ?? Workdir.binary, from: variables["LMCTL_SOAK_FROM"])
    let begun = Date()
    do {
      while Date().timeIntervalSince(begun) < seconds {
        try soak.step()
        if seconds > 100, soak.steps % 200 == 0 {
          print("soak \(Int(Date().timeIntervalSince(begun))) s:", soak.figures)
        }
      }
      try soak.examine()
      try soak.clear()
    } catch let failure as SoakFailure {
      if let folder = variables["LMCTL_SOAK_KEEP"] {
        try? FileManager.default.copyItem(atPath: soak.work.path, toPath: folder + "/\(UUID())")
      }
      Issue.record("\(failure)")
    }
    print("soak \(Int(Date().timeIntervalSince(begun))) s, seed \(seed):", soak.figures)
    #expect(soak.figures.succeeded > 0)
  }
}
