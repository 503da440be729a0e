import Counts
import Testing

@Suite struct DiskSettingsTests {
  @Test(arguments: [1, 3, 5, 16]) func whatCountingTakesStaysBelowTheCap(order: Int) throws {
    for memory in [128 << 20, 512 << 20, 4 << 30] {
      let settings = try #require(
        DiskSettings(memory: memory, order: order, vocabularySize: 200_000, threads: 2, folder: "."))
      let counter = TrieCounter(order: order, vocabularySize: 200_000, endOfSegment: 1, threads: 2)
      #expect(counter.memory(positions: settings.positions) + 4 * settings.positions <= memory)
      #expect(settings.sliceBytes < memory && settings.mergeBytes < memory && settings.batch * 16 < memory)
    }
  }

  @Test func tooLittleIsRefused() throws {
    let least = DiskSettings.leastMemory(order: 5, vocabularySize: 1_000_000, threads: 2)
    #expect(DiskSettings(memory: least - 1, order: 5, vocabularySize: 1_000_000, threads: 2, folder: ".") == nil)
    let settings = try #require(
      DiskSettings(memory: least, order: 5, vocabularySize: 1_000_000, threads: 2, folder: "."))
    #expect(settings.positions == DiskSettings.leastPositions)
  }
}
