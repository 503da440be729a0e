import Testing

@testable import Recurrent

@Suite struct EmbeddingTests {
  /// CS231n's check values for `word_embedding_forward`.
  @Test func agreesWithCS231n() throws {
    let out = try View<Double>(count: 2 * 4 * 3)
    Embedding.forward(
      try view([0, 3, 1, 2, 2, 1, 0, 3]), table: try view(linspace(0, 1, 15)), width: 3, into: out)
    let expected = try Fixture.load("cs231n").at("word_embedding_forward", "expected_out").numbers
    #expect(relativeError(out.array, expected) < 1e-7)
  }

  @Test func repeatedIdsAddUp() throws {
    let dTable = try view([Double](repeating: 1, count: 8))
    Embedding.backward(try view([3, 1, 3]), dOut: try view([1, 2, 10, 20, 100, 200]), width: 2, into: dTable)
    #expect(dTable.array == [1, 1, 11, 21, 1, 1, 102, 203])
  }

  @Test func touchedRowsAreListedOnceInOrder() {
    var touched = TouchedRows(vocabulary: 6)
    touched.insert([4, 0, 4])
    touched.insert([5, 0])
    #expect(touched.rows == [4, 0, 5])
    touched.removeAll()
    #expect(touched.rows.isEmpty)
    touched.insert([0])
    #expect(touched.rows == [0])
  }
}
