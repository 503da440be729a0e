@testable import Recurrent

/// The bytes of all views and arrays of numbers that can be reached from some values, each memory counted once.
func heldBytes(_ roots: Any...) -> Int {
  var held = HeldMemory()
  for root in roots { held.visit(root) }
  return held.views.values.reduce(held.arrays, +)
}

private struct HeldMemory {
  /// By the owner of the memory: the largest view of it.
  var views: [ObjectIdentifier: Int] = [:]
  var arrays = 0
  private var seen: Set<ObjectIdentifier> = []

  mutating func visit(_ value: Any) {
    switch value {
    case let view as View<Float>: add(view, view.byteCount)
    case let view as View<Double>: add(view, view.byteCount)
    case let view as View<UInt32>: add(view, view.byteCount)
    case let numbers as [UInt8]: arrays += numbers.count
    case let numbers as [UInt32]: arrays += 4 * numbers.count
    case let numbers as [Int]: arrays += 8 * numbers.count
    case let flags as [Bool]: arrays += flags.count
    default:
      let mirror = Mirror(reflecting: value)
      if mirror.displayStyle == .class, !seen.insert(ObjectIdentifier(value as AnyObject)).inserted { return }
      for child in mirror.children { visit(child.value) }
    }
  }

  private mutating func add(_ view: Any, _ bytes: Int) {
    guard let storage = Mirror(reflecting: view).children.first(where: { $0.label == "storage" }) else { return }
    let owner = ObjectIdentifier(storage.value as AnyObject)
    views[owner] = max(views[owner] ?? 0, bytes)
  }
}
