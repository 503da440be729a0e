import ArgumentParser

/// A number of bytes as it is written: 800K, 512M, 1.5G, 1T, by 1024, or plain bytes.
struct MemorySize: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    var digits = argument.uppercased()
    for ending in ["IB", "B"] where digits.hasSuffix(ending) {
      digits.removeLast(ending.count)
      break
    }
    var unit = 1.0
    for (place, letter) in "KMGT".enumerated() where digits.last == letter {
      digits.removeLast()
      unit = Double(1 << (10 * (place + 1)))
    }
    let isNumber = !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
    guard isNumber, let number = Double(digits), number > 0, number * unit < 0x1p62 else { return nil }
    bytes = Int(number * unit)
  }
}
