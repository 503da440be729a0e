import Foundation
import Testing

/// A disk in memory with little room, on which a command runs, and once more when there is room.
///
/// Mounting takes root; the disk is seen by the command alone and ends with it.
struct SmallDisk {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
    /// What lay on the disk then: a copy.
    let left: Workdir
    /// The same with room.
    let again: Int32
    let errorsAgain: String
    let leftAgain: Workdir
  }

  static let works: Bool = {
    guard let work = try? Workdir(), let disk = try? SmallDisk(in: work).run(room: 0, of: [], "/bin/true") else {
      return false
    }
    return disk.status == 0 && disk.again == 0
  }()

  private let work: Workdir

  init(in work: Workdir) { self.work = work }

  /// - Parameters:
  ///   - room: bytes that are free once the files are there.
  ///   - files: of the folder, to be copied to the disk; the command runs beside them, the folder being `..`.
  func run(room: Int, of files: [String], _ command: String...) throws -> Outcome {
    try run(room: room, of: files, command)
  }

  func run(room: Int, of files: [String], _ command: [String]) throws -> Outcome {
    let page = 4096
    let bytes = try files.map {
      let size = try FileManager.default.attributesOfItem(atPath: work.path + "/" + $0)[.size] as? Int ?? 0
      return (size + page - 1) / page * page
    }.reduce(room + page, +)
    let name = "disk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: work.path + "/" + name, withIntermediateDirectories: false)
    let (left, leftAgain) = (try Workdir(), try Workdir())
    let first = try work.run(
      "/usr/bin/unshare",
      ["-m", "sh", "-c", Self.script, name, "\(bytes)", files.joined(separator: " "), left.path, leftAgain.path]
        + command)
    let status = try String(contentsOfFile: left.path + "/.status", encoding: .utf8)
    let output = try String(contentsOfFile: left.path + "/.output", encoding: .utf8)
    let errors = try String(contentsOfFile: left.path + "/.errors", encoding: .utf8)
    for file in [".status", ".output", ".errors"] { try FileManager.default.removeItem(atPath: left.path + "/" + file) }
    return Outcome(
      status: try #require(Int32(status.trimmingCharacters(in: .newlines))), output: output, errors: errors, left: left,
      again: first.status, errorsAgain: first.errors, leftAgain: leftAgain)
  }

  /// Of the disk's folder, size, files, where to copy it to, and the command.
  private static let script = """
    disk=$0 size=$1 files=$2 left=$3 again=$4; shift 4
    mount -t tmpfs -o size=$size none "$disk" || exit 99
    for file in $files; do cp "$file" "$disk/$file" || exit 98; done
    cd "$disk" || exit 97
    "$@" > "$left/.output" 2> "$left/.errors"
    echo $? > "$left/.status"
    cp -a . "$left/"
    mount -o remount,size=1g . || exit 96
    "$@" > /dev/null
    code=$?
    cp -a . "$again/"
    exit $code
    """
}
