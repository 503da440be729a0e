internal import Recurrent

/// Stored weights, whose shape stands elsewhere: read as one of some shapes, used, and written as the same bytes.
enum FuzzedWeights: FuzzedReader {
  private static let shapes = SmallNetworks.shapes.map(\.shape)

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    // The shape with as many weights as stand behind the header, whose length stands first.
    let header = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    let count = header <= bytes.count ? (bytes.count - 8 - Int(header)) / 4 : nil
    let shape = shapes.first { $0.parameters == count } ?? shapes[bytes.count % shapes.count]
    guard let model = try? RecurrentModel.decode(bytes, shape: shape, clearsAtSegments: false, hasEOS: true) else {
      return false
    }
    try use(model, shape)
    return true
  }

  /// A model is used, and written and read again.
  static func use(_ model: RecurrentModel, _ shape: NetworkShape) throws(BrokenPromise) {
    var state = model.start()
    let scores = model.score(SmallNetworks.stream, from: &state)
    try BrokenPromise.unless(scores.count == SmallNetworks.stream.count, "a number for each position")
    let distribution = model.distribution(after: state)
    try BrokenPromise.unless(distribution.count == shape.vocabulary, "a number for each type")
    let written = model.encode()
    let again = try BrokenPromise.on("what was written is read") {
      try RecurrentModel.decode(written, shape: shape, clearsAtSegments: model.clearsAtSegments, hasEOS: true)
    }
    try BrokenPromise.unless(again.encode() == written, "what was written reads as another network")
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws { try SmallNetworks.shapes.map { ($0.name, try SmallNetworks.network($0.shape).encode()) } }
  }
}
