extension Sequence {
  /// The element that is meant by a name: the one whose name has the same bytes, else the first that looks the same.
  ///
  /// "é" may be one scalar or two: a keyboard writes the one, a file name of another system the other, and nobody sees
  /// which (canonical equivalence, UAX #15). A name that looks like one that is taken is taken too; a file that has both, as
  /// older ones may, keeps them apart by their bytes.
  public func meant(by name: String, _ nameOf: (Element) -> String) -> Element? {
    var found: Element?
    for element in self {
      let other = nameOf(element)
      if other.utf8.elementsEqual(name.utf8) { return element }
      if found == nil && other == name { found = element }
    }
    return found
  }
}
