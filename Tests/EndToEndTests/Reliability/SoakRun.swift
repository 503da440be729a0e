import Foundation

/// Commands that run at the same time, until the last of them has ended.
struct SoakRun {
  private(set) var endings: [Child.Ending] = []

  /// No command of a soak takes so long, even on a machine that others use.
  private static let longest = 600.0

  init(_ binary: String, _ lines: [SoakCommand], in work: Workdir) throws {
    let begun = Date()
    var children: [(child: Child, line: SoakCommand, isSignalled: Bool)] = []
    for line in lines {
      let environment = line.environment.merging(["TMPDIR": work.path + "/tmp", "SQLITE_TMPDIR": work.path + "/tmp"]) {
        $1
      }
      let child = try work.start(
        binary, line.arguments, environment: environment, input: line.input.map { work.path + "/" + $0 })
      children.append((child, line, false))
    }
    while try children.contains(where: { try $0.child.isRunning }) {
      let passed = Date().timeIntervalSince(begun)
      for place in children.indices {
        guard let ending = children[place].line.ending, !children[place].isSignalled, passed >= ending.after else {
          continue
        }
        children[place].child.send(ending.signal)
        children[place].isSignalled = true
      }
      if passed > Self.longest, let hanging = try children.first(where: { try $0.child.isRunning }) {
        throw SoakFailure("has not ended after \(Self.longest) s: \(hanging.line.description)")
      }
      usleep(1000)
    }
    endings = try children.map { try $0.child.wait() }
  }
}
