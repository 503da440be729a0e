extension HostileFile {
  /// gzip that is damaged, or unpacks to more than anybody wants.
  static let compressed: [HostileFile] = [
    tokenizing("a wrong CRC", damaged(at: -8), ["t2.txt", "damaged gzip", "byte"]),
    tokenizing("a wrong length", damaged(at: -4), ["t2.txt", "damaged gzip"]),
    tokenizing("a method that is none", damaged(at: 2), ["t2.txt", "damaged gzip"]),
    tokenizing("something behind it", GzipBytes.stored(plain) + Array("tail".utf8), ["t2.txt", "damaged gzip"]),
    tokenizing(
      "a member behind padding", GzipBytes.stored(plain) + [0, 0] + GzipBytes.stored(plain), ["t2.txt", "damaged gzip"]),
    tokenizing(
      "a block type that is none", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x07, 0, 0, 0], ["t2.txt", "damaged gzip"]),
    tokenizing("10,000 members, the last one cut off", manyMembers, ["t2.txt", "cut off"]),
    tokenizing("gzip in gzip", GzipBytes.stored(GzipBytes.stored(plain)), ["t2.txt"]),
    bomb("tokenize", ["tokenize", "b.gz", "--corpus", "d", "--unit", "whitespace"]),
    bomb("count", ["count", "b.gz", "--order", "1"]),
    bomb("merge", ["merge", "b.gz"]),
    bomb("score", ["score", "b.gz", "--model", "laplace-1"]),
    bomb("import", ["import", "b.gz", "--name", "m"]),
    bomb("import of weights", name: "b.safetensors", ["import", "b.safetensors", "--name", "m"]),
    bomb("log-probabilities", ["compare", "--import", "m=b.gz"]),
  ]

  private static let plain = Array(corpusText.utf8)
  private static let manyMembers =
    (0..<10_000).flatMap { _ in GzipBytes.stored(Array("a b\n".utf8)) } + GzipBytes.stored(plain).dropLast(3)

  private static func damaged(at place: Int) -> [UInt8] {
    var bytes = GzipBytes.stored(plain)
    bytes[place < 0 ? bytes.count + place : place] ^= 0x55
    return bytes
  }

  private static func tokenizing(_ description: String, _ bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile(
      "gzip: " + description, "t2.txt", bytes, ["tokenize", "t2.txt", "--corpus", "d", "--unit", "whitespace"], words)
  }

  private static func bomb(_ description: String, name: String = "b.gz", _ arguments: [String]) -> HostileFile {
    HostileFile(
      "a bomb for " + description, name, GzipBytes.bomb(megabytes: 64), arguments + ["--max-expanded", "1000000"],
      [name, "1000000 bytes", "--max-expanded"])
  }
}

/// gzip without a library: what is packed here is what a hostile file says.
enum GzipBytes {
  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// Bytes (at most 65,535) as they are, in one block.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    return header + [1] + littleEndian(count) + littleEndian(~count) + bytes + littleEndian(crc(bytes))
      + littleEndian(UInt32(bytes.count))
  }

  /// So many million letters 'a', in lines: about 1 byte for 159, and no end.
  ///
  /// Fixed Huffman codes (RFC 1951, 3.2.6): a literal, then again and again 258 bytes from one before.
  static func bomb(megabytes: Int) -> [UInt8] {
    var (bytes, bits, used) = (header, UInt64(0), UInt64(0))
    func put(_ code: UInt64, _ count: UInt64) {
      // Huffman codes begin with their highest bit.
      for place in (0..<count).reversed() {
        bits |= (code >> place & 1) << used
        used += 1
        if used == 8 {
          bytes.append(UInt8(bits))
          (bits, used) = (0, 0)
        }
      }
    }
    // The last block, of fixed codes: bits 1, then 01 from its lowest.
    put(0b110, 3)
    put(0x30 + 0x20, 8)
    // Eight such codes fill 13 bytes, and are at the same bit again.
    for _ in 0..<16 {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    let period = bytes.suffix(13)
    for _ in 0..<megabytes * 1_000_000 / (8 * 258) { bytes += period }
    return bytes
  }

  /// CRC-32 (RFC 1952, 8).
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    return ~crc
  }
}
