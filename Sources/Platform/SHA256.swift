internal import CPlatform

/// 32 bytes that name a content. Printed as 64 hexadecimal digits.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
///
///     var hash = SHA256()
///     hash.update(bytes.span)
///     let digest = hash.finish()
@safe public struct SHA256: ~Copyable {
  private let state: OpaquePointer

  public init() { unsafe state = platform_sha256_new() }

  deinit { unsafe platform_sha256_free(state) }

  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe platform_sha256_update(state, $0.baseAddress, $0.count) }
  }

  /// The number as eight little-endian bytes: lengths and settings.
  public mutating func update(_ number: UInt64) {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    update(bytes.span)
  }

  /// Bytes of any memory.
  public mutating func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe platform_sha256_update(state, $0.baseAddress, $0.count) }
  }

  /// The numbers as four little-endian bytes each (every platform of ours is little-endian): id streams.
  public mutating func update(_ numbers: Span<UInt32>) {
    unsafe numbers.withUnsafeBytes { unsafe platform_sha256_update(state, $0.baseAddress, $0.count) }
  }

  /// Another hash of what has come so far: what many contents begin with is hashed once.
  public func copy() -> SHA256 { unsafe SHA256(state: platform_sha256_copy(state)) }

  private init(state: OpaquePointer) { unsafe self.state = state }

  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe platform_sha256_finish(state, $0.baseAddress) }
    return Digest(bytes: bytes)
  }

  public static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finish()
  }
}
