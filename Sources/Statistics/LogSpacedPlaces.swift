internal import Foundation

/// About `steps` + 1 places from 1 to `last`, at equal distances of their logarithms: round(last^(k/steps)), each once.
/// - Returns: empty where there is no place, and for other than 1 to a million steps.
func logSpacedPlaces(steps: Int, last: Int) -> [Int] {
  guard last >= 1, (1...1_000_000).contains(steps) else { return [] }
  var places: [Int] = []
  for step in 0...steps {
    let place = step == steps ? last : Int(pow(Double(last), Double(step) / Double(steps)).rounded(.toNearestOrEven))
    if place <= last, places.last.map({ $0 < place }) ?? true { places.append(place) }
  }
  return places
}
