/// The beginning of a `.npy` file, format version 1.0, for one row of unsigned 32-bit integers.
///
/// "NumPy Enhancement Proposal 1: A simple file format for NumPy arrays"; the numbers begin at a multiple of 64 bytes, so
/// that `numpy.load(FILE, mmap_mode='r')` maps them as they lie.
enum NumPyHeader {
  static func bytes(of count: Int) -> [UInt8] {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    var text = "{'descr': '<u4', 'fortran_order': False, 'shape': (\(count),), }"
    // Magic, two bytes of length, the text, and the line feed that ends it.
    let unpadded = magic.count + 2 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    let length = UInt16(text.utf8.count)
    return magic + [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)] + Array(text.utf8)
  }

  /// The numbers as they lie in the file.
  static func littleEndian(_ ids: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * ids.count)
    for id in ids {
      bytes.append(UInt8(truncatingIfNeeded: id))
      bytes.append(UInt8(truncatingIfNeeded: id >> 8))
      bytes.append(UInt8(truncatingIfNeeded: id >> 16))
      bytes.append(UInt8(truncatingIfNeeded: id >> 24))
    }
    return bytes
  }
}
