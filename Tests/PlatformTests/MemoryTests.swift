import Platform
import Testing

@Suite struct MemoryTests {
  @Test func thisProcessHoldsSomeAndThereIsMore() throws {
    #expect(Memory.peakResident > 1 << 20)
    #expect(try #require(Memory.available) > 1 << 20)
  }
}
