public import Platform

/// Where text comes from.
public enum Source: Hashable, Sendable {
  /// A file or pipe.
  case file(path: String)
  case standardInput

  /// The path as given; "-" for standard input.
  public var path: String {
    switch self {
    case .file(let path): path
    case .standardInput: "-"
    }
  }

  /// The sources that arguments of the form FILE, DIR or `-` name, in their order.
  ///
  /// A folder means its regular `*.txt` files, links to such files too, in byte order of path. It is not entered
  /// further, and names that begin with a dot are left out, as a shell does for `*.txt`.
  ///
  /// - Throws: a ``TextError`` where a path is missing, cannot be read, or is neither file, pipe nor folder; where a
  ///   folder holds no such file, or a link of such a name to nothing; where `-` stands twice.
  public static func expand(_ arguments: [String]) throws(TextError) -> [Source] {
    var sources: [Source] = []
    for argument in arguments {
      if argument == "-" {
        guard !sources.contains(.standardInput) else { throw .standardInputTwice }
        sources.append(.standardInput)
      } else if try FileSystem.kind(of: argument) == .folder {
        sources += try textFiles(in: argument)
      } else {
        sources.append(try readable(argument))
      }
    }
    return sources
  }

  /// The file's bytes, or nil where only reading tells: a pipe, standard input.
  public var size: Int? {
    guard case .file(let path) = self else { return nil }
    return FileSystem.size(of: path)
  }

  /// SHA-256 of the raw bytes: what ``SourceSummary/sha256`` is after tokenizing.
  /// - Throws: a ``TextError`` where the source cannot be read.
  public func digest() throws(TextError) -> Digest {
    let file = try InputFile(self)
    var hash = SHA256()
    var block: [UInt8] = []
    while try file.read(into: &block, limit: 1 << 18) {
      hash.update(block.span)
      block.removeAll(keepingCapacity: true)
    }
    return hash.finish()
  }

  private static func readable(_ path: String) throws(TextError) -> Source {
    switch try FileSystem.kind(of: path) {
    case .file, .pipe:
      try FileSystem.checkReadable(path)
      return .file(path: path)
    case .folder, .other:
      throw .notAFile(path: path)
    }
  }

  private static func textFiles(in folder: String) throws(TextError) -> [Source] {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    var paths: [[UInt8]] = []
    for name in try FileSystem.names(in: folder) where name.suffix(4) == Array(".txt".utf8)[...] && name[0] != 0x2E {
      guard let text = String(validating: name, as: UTF8.self) else {
        throw .nameNotUTF8(folder: folder, name: DisplayText.escaped(name))
      }
      if try FileSystem.isFile(prefix + text) { paths.append(Array((prefix + text).utf8)) }
    }
    guard !paths.isEmpty else { throw .noTextFiles(folder: folder) }
    paths.sort { $0.lexicographicallyPrecedes($1) }
    var sources: [Source] = []
    for path in paths { sources.append(try readable(String(decoding: path, as: UTF8.self))) }
    return sources
  }
}
