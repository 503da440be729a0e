import Foundation
import Testing

@Suite struct ShowCommandTests {
  @Test func corporaModelsAndCheckpoints() throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "2", "--quiet").status == 0)
    #expect(try work.lmctl("train-rnn", "--hidden", "4", "--epochs", "3", "--name", "net", "--quiet").status == 0)
    let corpus = try work.lmctl("show", "c")
    #expect(corpus.status == 0, "\(corpus.errors)")
    for part in ["corpus 'c'", "splits", "tokenizer.unit", "made of it", "s.txt", "command line"] {
      #expect(corpus.output.contains(part), "\(part): \(corpus.output)")
    }
    let model = try work.lmctl("show", "net", "--corpus", "c")
    for part in ["model 'net' of corpus 'c'", "valid_perplexity ", "█", "training.epochs", "scores", "--resume"] {
      #expect(model.output.contains(part), "\(part): \(model.output)")
    }
    let checkpoint = try work.lmctl("show", "net", "--kind", "checkpoint")
    #expect(checkpoint.output.hasPrefix("checkpoint 'net' of corpus 'c'"))
    let json = try work.lmctl("show", "laplace-2", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["settings"] as? [String: Any])?["alpha"] as? Double == 1)
    #expect((object?["scores"] as? [Any])?.count == 2)
  }

  @Test func aNameThatIsNotThereIsTold() throws {
    let work = try Workdir.tokenizedStory()
    let nothing = try work.lmctl("show", "laplace-2")
    #expect(nothing.status == 66 && nothing.output.isEmpty)
    #expect(nothing.errors.contains("'c'") && nothing.errors.contains("lmctl list"), "\(nothing.errors)")
    #expect(try work.lmctl("show").status == 64)
  }

  /// Text of a file from elsewhere is shown, never obeyed.
  @Test func hostileTextIsEscaped() throws {
    let work = try Workdir.tokenizedStory()
    let hostile = #"'{"a\u001b[31m": "\u009b31m\u202e"}'"#
    guard try work.sqlite("UPDATE corpus SET settings = \(hostile), sources = \(hostile)") != nil else { return }
    for arguments in [["show", "c"], ["show", "c", "--json"], ["list"], ["doctor"]] {
      let shown = try work.run(Workdir.binary, arguments)
      #expect(!shown.output.isEmpty)
      for scalar in (shown.output + shown.errors).unicodeScalars {
        #expect(scalar == "\n" || !["Cc", "Cf"].contains(category(scalar)), "\(arguments): \(scalar.value)")
      }
    }
  }

  private func category(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control: "Cc"
    case .format: "Cf"
    default: ""
    }
  }
}
