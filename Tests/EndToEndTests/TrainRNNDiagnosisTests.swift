import Foundation
import Testing

/// `train-rnn --diagnose gradients`: the drawing, the words, JSON, SVG and SQL.
@Suite struct TrainRNNDiagnosisTests {
  private static let small = [
    "train-rnn", "--hidden", "32", "--embedding", "32", "--steps", "20", "--threads", "1", "--quiet", "--diagnose",
    "gradients", "--optimizer", "adam", "--learning-rate", "0.001",
  ]

  /// A normal:K of more than 2 makes gradients of ReLU grow, of less makes them fade (He et al. 2015). What explodes may
  /// also end training: what it began with is shown all the same.
  @Test func explodingAndVanishingAreSeen() throws {
    let work = try Workdir.tokenizedStory()
    func beginning(_ variance: String) throws -> (status: Int32, words: Substring) {
      let outcome = try work.run(
        Workdir.binary,
        Self.small + ["--cell", "relu", "--init", "normal:\(variance)", "--epochs", "1", "--name", "k\(variance)"])
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.contains { $0.contains("‖∂L/∂h‖") } && !outcome.output.contains("\u{1B}"))
      return (outcome.status, try #require(lines.first { $0.hasPrefix("layer 0, before training: ") }))
    }
    let (exploding, vanishing) = (try beginning("3"), try beginning("1"))
    #expect([0, 65].contains(exploding.status) && exploding.words.contains("doubled every"), "\(exploding)")
    #expect(vanishing.status == 0 && vanishing.words.contains("halved every"), "\(vanishing)")
    let asked = try work.sqlite(
      "SELECT count(*) FROM diagnostics WHERE model = 'k1' AND name = 'gradient_norm' AND place <= 20")
    #expect(asked == nil || asked == "40\n")
  }

  @Test func JSONAndSVG() throws {
    let work = try Workdir.tokenizedStory()
    let arguments =
      Self.small + ["--cell", "lstm", "--layers", "2", "--epochs", "2", "--name", "net", "--json", "--svg", "g.svg"]
    let outcome = try work.run(Workdir.binary, arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let (scores, flow) = (object["scores"] as? [[String: Any]], try #require(object["flow"] as? [[String: Any]]))
    #expect(scores?.count == 2 && scores?.allSatisfy { $0["model"] as? String == "net" } == true)
    #expect(flow.count { $0["name"] as? String == "gradient_norm" } == 3 * 2 * 20)
    #expect(flow.contains { $0["name"] as? String == "forget_gate_mean" && $0["epoch"] as? Int == 0 })
    let svg = try String(contentsOfFile: work.path + "/g.svg", encoding: .utf8)
    #expect(svg.contains("Gradients of net") && svg.contains("layer 1, epoch 2"))
    // What is complete is shown again, from the database.
    let again = try work.run(Workdir.binary, arguments + ["--resume"])
    #expect(again.status == 0 && again.output == outcome.output, "\(again.errors)")
  }

  /// A training that diverges in its first epoch shows what it began with, and ends as it would have.
  @Test func whatDivergedIsDrawn() throws {
    let work = try Workdir.tokenizedStory()
    let outcome = try work.run(
      Workdir.binary,
      Self.small + ["--cell", "relu", "--learning-rate", "1e30", "--clip", "0", "--name", "wild"])
    #expect(outcome.status == 65 && outcome.errors.contains("--learning-rate"), "\(outcome.errors)")
    #expect(outcome.output.contains("layer 0, before training: "), "\(outcome.output)")
  }

  @Test func aModelThatWasNotMeasuredIsSaid() throws {
    let work = try Workdir.tokenizedStory()
    let plain = ["train-rnn", "--hidden", "8", "--embedding", "8", "--epochs", "1", "--name", "net", "--quiet"]
    #expect(try work.run(Workdir.binary, plain).status == 0)
    let outcome = try work.run(Workdir.binary, plain + ["--resume", "--diagnose", "gradients"])
    #expect(outcome.status == 0 && outcome.errors.contains("--replace with --diagnose"), "\(outcome.errors)")
  }

  @Test(arguments: [
    (["--diagnose", "gradients", "--cell", "mlp"], "--cell mlp has none"),
    (["--svg", "x.svg"], "--diagnose gradients"),
    (["--diagnose", "weights"], "gradients"),
  ])
  func nonsenseIsRefused(arguments: [String], says: String) throws {
    let work = try Workdir()
    let outcome = try work.run(Workdir.binary, ["train-rnn"] + arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(says), "\(outcome.errors)")
    #expect(!work.exists("x.svg"))
  }

  /// A file that cannot be made is found out before training.
  @Test func aFolderIsNoDrawing() throws {
    let work = try Workdir.tokenizedStory()
    let outcome = try work.run(Workdir.binary, Self.small + ["--svg", ".", "--name", "net"])
    #expect(outcome.status == 73, "\(outcome.errors)")
    let other = try work.run(Workdir.binary, Self.small + ["--svg", "lm.sqlite", "--name", "net"])
    #expect(other.status == 73 && other.errors.contains("database"), "\(other.errors)")
    #expect(try work.lmctl("compare").output.contains("net") == false)
  }
}
