import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct ImportNetworkErrorTests {
  @Test func wordsNameTheFile() {
    let inFile = ImportNetworkError.inFile(path: "a\u{1B}b", SafeTensorsError.tooShort(bytes: 3))
    #expect("\(inFile)" == "a\\u{1B}b: \(SafeTensorsError.tooShort(bytes: 3))" && inFile.exitCode == .data)
    let unavailable = ImportNetworkError.inFile(path: "x", ImportedNetworkError.outOfMemory(bytes: 3))
    #expect(unavailable.exitCode == .unavailable)
    for (isNetwork, words) in [(true, "a network"), (false, "an n-gram model")] {
      let other = ImportNetworkError.otherKind(option: "--cell", path: "x\n", isNetwork: isNetwork)
      #expect(
        "\(other)" == "--cell does not go with \(words), as x\\n is one; leave it out" && other.exitCode == .usage)
    }
  }
}
