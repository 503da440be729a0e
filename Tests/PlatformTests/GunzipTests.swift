import Testing

@testable import Platform

@Suite struct GunzipTests {
  /// "hello hello hello hello\n" as `gzip -n` packs it.
  static let hello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57,
    0xC8, 0x40, 0x27, 0xB9, 0x00, 0x00, 0x88, 0x59, 0x0B, 0x18, 0x00, 0x00, 0x00,
  ]
  static let text = Array("hello hello hello hello\n".utf8)

  /// What it makes of bytes that come `step` at a time, with room for `room` of output.
  private func unpack(
    _ packed: [UInt8], step: Int = .max, room: Int = 4096
  ) throws -> (text: [UInt8], wrongAt: Int?, mayEnd: Bool) {
    let gunzip = try #require(Gunzip())
    var text: [UInt8] = []
    var position = 0
    while true {
      let input = Array(packed[position..<min(packed.count, step == .max ? .max : position + step)])
      var consumed = 0
      let before = text.count
      let outcome = gunzip.inflate(input.span, into: &text, limit: room, consumed: &consumed)
      position += consumed
      #expect(text.count - before <= room)
      switch outcome {
      case .wrong: return (text, position, gunzip.mayEnd)
      case .outOfMemory: Issue.record("memory")
      case .outputFull: continue
      case .inputUsed:
        if position == packed.count && text.count == before { return (text, nil, gunzip.mayEnd) }
      }
    }
  }

  @Test func membersAndPadding() throws {
    for step in [1, 2, 3, 7, .max] {
      for room in [1, 5, 4096] {
        for (packed, times) in [
          (Self.hello, 1), (Self.hello + Self.hello, 2), (Self.hello + Self.hello + [0, 0, 0], 2),
          (Self.hello + [0], 1),
        ] {
          let result = try unpack(packed, step: step, room: room)
          #expect(result.text == Array(repeatElement(Self.text, count: times).joined()))
          #expect(result.wrongAt == nil && result.mayEnd)
        }
      }
    }
  }

  @Test func whatFollowsIsNoGarbage() throws {
    for (garbage, place) in [([0x20], 0), ([0, 0, 0x1F], 2), ([0x61, 0x62], 0)] as [([UInt8], Int)] {
      #expect(try unpack(Self.hello + garbage).wrongAt == Self.hello.count + place)
    }
    // A second member that is none: its header is wrong.
    #expect(try unpack(Self.hello + [0x1F, 0x20, 0, 0]).wrongAt != nil)
  }

  @Test func cutOffAnywhereItMayNotEnd() throws {
    for end in 1..<Self.hello.count {
      let result = try unpack(Array(Self.hello[..<end]))
      #expect(result.wrongAt == nil && !result.mayEnd, "\(end)")
      #expect(Self.text.starts(with: result.text))
    }
  }

  /// Header bytes that tell nothing of the data (a flag for text, time, level, system) may be anything.
  @Test func everyDamagedByteIsSeen() throws {
    for index in Self.hello.indices where !(3...9).contains(index) {
      for bit in 0..<8 {
        var damaged = Self.hello
        damaged[index] ^= 1 << UInt8(bit)
        let result = try unpack(damaged)
        #expect(result.wrongAt != nil || !result.mayEnd, "byte \(index), bit \(bit)")
      }
    }
  }
}
