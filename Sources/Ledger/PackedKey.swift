/// Keys that hold two or three numbers, so that a row lies in its table by one integer.
///
/// Rows of large tables go in by rising keys, which SQLite appends without a search: without this, and with an index for
/// what is unique in any case, a vocabulary of 350,000 types took four times as long. Columns computed from the key show
/// its numbers; only ranges of the key itself are found without reading the whole table.
struct PackedKey {
  /// `token.key`: the corpus, and the id in 32 bits.
  static let token = PackedKey(bits: 32)
  /// `top_ngram.key`: the list, the order in 6 bits, the place in 34.
  static let gram = PackedKey(bits: 40)
  static let placeBits = 34
  /// Orders that a key has room for.
  static let orders = 1...63
  /// Numbers of lists.
  static let lists = 1...(1 << (63 - 40) - 1)
  static let places = 1...(1 << placeBits - 1)

  /// Below the owner's number.
  let bits: Int

  private var rest: Int { 1 << bits - 1 }

  /// SQL: whether `key` is one of those of `owner`, in a form that an index on the key answers.
  func isOf(_ owner: String, key: String = "key") -> String {
    "\(key) BETWEEN \(owner) << \(bits) AND (\(owner) << \(bits)) | \(rest)"
  }

  /// SQL: the owner's number.
  var owner: String { "key >> \(bits)" }
  /// SQL: what comes after it.
  var offset: String { "key & \(rest)" }
}
