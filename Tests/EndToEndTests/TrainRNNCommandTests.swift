import Foundation
import Testing

/// What only the real binary shows of `train-rnn`: signals, exit codes, locks, settings as they are printed.
@Suite struct TrainRNNCommandTests {
  private static let small = [
    "--hidden", "24", "--embedding", "24", "--dropout", "0.1", "--threads", "2", "--checkpoint-every", "0.05",
  ]

  private func weights(_ name: String, _ work: Workdir) throws -> String? {
    try work.sqlite("SELECT a.sha256 FROM model m JOIN artifact a USING (artifact_id) WHERE m.name = '\(name)'")
  }

  /// Asked to end, killed, and gone on with: the same bytes as never stopped.
  @Test func whatIsStoppedGoesOn() throws {
    let work = try Workdir.tokenizedStory()
    let arguments = Self.small + ["--epochs", "150"]
    let straight = try work.run(Workdir.binary, ["train-rnn", "--name", "straight"] + arguments)
    #expect(straight.status == 0, "\(straight.errors)")
    let command = "'\(Workdir.binary)' train-rnn --name stopped \(arguments.joined(separator: " ")) --resume"
    // The shell lets what it starts in the background ignore SIGINT; SIGTERM means the same here.
    let wait =
      "while [ -z \"$(sqlite3 lm.sqlite \"SELECT 1 FROM checkpoint WHERE name = 'stopped'\")\" ]; do sleep 0.05; done"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return }
    let running =
      "while [ -z \"$(sqlite3 lm.sqlite \"SELECT 1 FROM run WHERE subject = 'stopped' AND status = 'running'\" 2>/dev/null)\" ]; do sleep 0.02; done"
    let stopped = try work.run("/bin/sh", ["-c", "\(command) & pid=$!; \(wait); kill -TERM $pid; wait $pid"])
    #expect(stopped.status == 143, "\(stopped.errors)")
    #expect(stopped.errors.contains("no checkpoint of stopped") && stopped.errors.contains("goes on from there"))
    let killed = try work.run("/bin/sh", ["-c", "\(command) & pid=$!; \(running); kill -KILL $pid; wait $pid"])
    #expect(killed.errors.contains("going on with stopped"), "\(killed.errors)")
    let anew = try work.lmctl("train-rnn", "--name", "stopped")
    #expect(anew.status == 73 && anew.errors.contains("--resume"), "\(anew.errors)")
    let done = try work.run("/bin/sh", ["-c", command])
    #expect(done.status == 0, "\(done.errors)")
    #expect(try weights("stopped", work) == weights("straight", work))
    let runs = "SELECT status, exit_code FROM run WHERE subject = 'stopped' ORDER BY run_id"
    #expect(try work.sqlite(runs) == "interrupted|143\ninterrupted|\nfinished|0\n")
    let again = try work.run("/bin/sh", ["-c", command])
    #expect(again.status == 0 && again.errors.contains("complete"), "\(again.errors)")
    // Killed after the last epoch and before the model was stored: the checkpoint leads to the same model.
    _ = try work.sqlite("PRAGMA foreign_keys = ON; DELETE FROM model WHERE name = 'stopped'")
    let restored = try work.run("/bin/sh", ["-c", command])
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try weights("stopped", work) == weights("straight", work))
    // A model whose checkpoint has gone stands all the same.
    _ = try work.sqlite("DELETE FROM checkpoint")
    let standing = try work.run("/bin/sh", ["-c", command])
    #expect(standing.status == 0 && standing.errors.contains("stands"), "\(standing.errors)")
  }

  @Test func otherSettingsAreNamed() throws {
    let work = try Workdir.tokenizedStory()
    let arguments = ["train-rnn", "--name", "net", "--epochs", "2"] + Self.small
    #expect(try work.run(Workdir.binary, arguments).status == 0)
    let changed = try work.run(Workdir.binary, arguments + ["--resume", "--batch", "9"])
    #expect(changed.status == 64 && changed.errors.contains("--batch was 20, and is 9 now"), "\(changed.errors)")
  }

  /// Another program's lock stops no training: it is told once, and what waited is written.
  @Test func aTrainingDoesNotWaitForALock() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return }
    let work = try Workdir.tokenizedStory()
    let train = "'\(Workdir.binary)' train-rnn --name net \((Self.small + ["--epochs", "400"]).joined(separator: " "))"
    let begun =
      "while [ -z \"$(sqlite3 lm.sqlite \"SELECT 1 FROM run WHERE subject = 'net'\" 2>/dev/null)\" ]; do sleep 0.02; done"
    let hold = "(echo '.timeout 9000'; echo 'BEGIN EXCLUSIVE;'; sleep 3) | sqlite3 lm.sqlite"
    let outcome = try work.run("/bin/sh", ["-c", "\(train) & pid=$!; \(begun); \(hold); wait $pid"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.components(separatedBy: "warning: another program").count == 2, "\(outcome.errors)")
    let epochs = "SELECT count(*) FROM learning_curve WHERE model = 'net' AND metric = 'train_perplexity'"
    #expect(try work.sqlite(epochs) == "400\n")
    #expect(try work.sqlite("SELECT complete FROM checkpoints WHERE model = 'net'") == "1\n")
  }

  @Test func settingsAreShownWithoutTraining() throws {
    let work = try Workdir()
    let shown = try work.lmctl("train-rnn", "--preset", "zaremba-medium", "--hidden", "32", "--show-settings")
    #expect(shown.status == 0, "\(shown.errors)")
    let rows = shown.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    func value(_ option: String) -> String? {
      rows.first { $0[0] == option }?[1].trimmingCharacters(in: .whitespaces)
    }
    #expect(value("--hidden") == "32" && value("--embedding") == "650" && value("--layers") == "2")
    #expect(value("--init") == "uniform:0.05" && value("--epochs") == "39" && value("--learning-rate") == "35.0")
    let json = try work.lmctl("train-rnn", "--preset", "d2l", "--show-settings", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let training = try #require(object["training"] as? [String: Any])
    #expect(training["epochs"] as? Int == 500 && training["hasRandomOffset"] as? Bool == true)
    #expect(!work.exists("lm.sqlite"))
  }

  /// An option beside a preset takes its value's place, and leaves the rest.
  @Test(arguments: [
    (["--optimizer", "adam"], "--learning-rate", "0.002"),
    (["--optimizer", "sgd"], "--learning-rate", "20.0"),
    (["--optimizer", "adam", "--learning-rate", "0.5"], "--learning-rate", "0.5"),
    (["--clip", "0"], "--clip", "none"), (["--one-hot"], "--embedding", "one-hot"),
    (["--schedule", "constant"], "--schedule", "constant"),
    (["--plateau-factor", "2"], "--schedule", "plateau, divided by 2.0"),
    (["--tied", "--hidden", "50"], "--embedding", "50"), (["--cell", "mlp"], "--context", "5"),
    (["--softmax", "adaptive", "--cutoffs", "9,99"], "--softmax", "adaptive, cutoffs 9,99"),
  ])
  func optionsOverridePresets(arguments: [String], option: String, expected: String) throws {
    let work = try Workdir()
    let outcome = try work.run(
      Workdir.binary, ["train-rnn", "--preset", "word-language-model", "--show-settings"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = outcome.output.split(separator: "\n").first { $0.hasPrefix(option + " ") }
    #expect(row?.dropFirst(option.count).trimmingCharacters(in: .whitespaces) == expected, "\(outcome.output)")
  }

  /// What does not go together is refused before any file is looked at.
  @Test(arguments: [
    ["--gru", "reset-before"], ["--context", "3"], ["--cell", "mlp", "--one-hot"], ["--tied", "--one-hot"],
    ["--tied", "--embedding", "3", "--hidden", "4"], ["--cutoffs", "3"], ["--softmax", "adaptive", "--cutoffs", "3,3"],
    ["--softmax", "adaptive", "--cutoffs", "0"], ["--softmax", "adaptive", "--tied"], ["--init", "uniform:x"],
    ["--init", "normal"], ["--init", "xavier:1"], ["--init", "normal:-1"], ["--init", "uniform:nan"],
    ["--forget-bias", "1", "--cell", "gru"], ["--forget-bias", "nan"], ["--dropout", "1"], ["--dropout=-0.1"],
    ["--nesterov"], ["--nesterov", "--optimizer", "sgd"], ["--momentum", "1", "--optimizer", "sgd"],
    ["--momentum", "0.9", "--optimizer", "adam"], ["--weight-decay", "inf"], ["--decay", "0.5"], ["--warm-up", "5"],
    ["--plateau-factor", "2", "--schedule", "constant"],
    ["--schedule", "plateau", "--plateau-factor", "0.5"], ["--schedule", "exponential", "--decay", "2"],
    ["--schedule", "cosine", "--warm-up=-1"], ["--clip-value", "nan"], ["--sampling", "random", "--random-offset"],
    ["--patience=-1"], ["--validation-lanes", "0"], ["--checkpoint-every=-1"], ["--checkpoint-every", "nan"],
    ["--preset", "magic"], ["--epochs", "99999999999"], ["--cutoffs", "99999999999999999999"],
  ])
  func nonsenseIsRefused(arguments: [String]) throws {
    let work = try Workdir()
    let outcome = try work.run(Workdir.binary, ["train-rnn"] + arguments)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("Error:") && !outcome.errors.contains("Fatal error"), "\(outcome.errors)")
  }

  /// What is measured comes with each epoch, and the weights are those of a training that is not watched.
  @Test func gradientsAreDiagnosed() throws {
    let work = try Workdir.tokenizedStory()
    let arguments = ["train-rnn"] + Self.small + ["--epochs", "2", "--layers", "2", "--quiet"]
    let plain = try work.run(Workdir.binary, arguments + ["--name", "plain"])
    let watched = try work.run(Workdir.binary, arguments + ["--name", "watched", "--diagnose", "gradients"])
    #expect(plain.status == 0 && watched.status == 0, "\(watched.errors)")
    #expect(try weights("watched", work) == weights("plain", work))
    guard
      let rows = try work.sqlite(
        "SELECT model, epoch, layer, count(*) FROM diagnostics WHERE name = 'gradient_norm' GROUP BY 1, 2, 3")
    else { return }
    let lines = rows.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
    #expect(
      lines.map { $0.prefix(3).joined(separator: " ") }
        == (0...2).flatMap { epoch in (0...1).map { "watched \(epoch) \($0)" } })
    #expect(lines.allSatisfy { Int($0[3]) ?? 0 >= 30 }, "\(rows)")
  }

  @Test func cutoffsBeyondTheVocabularyAreSaid() throws {
    let work = try Workdir.tokenizedStory()
    let outcome = try work.lmctl("train-rnn", "--softmax", "adaptive", "--cutoffs", "5000")
    #expect(outcome.status == 64 && outcome.errors.contains("--cutoffs"), "\(outcome.errors)")
    let fits = try work.lmctl(
      "train-rnn", "--softmax", "adaptive", "--cutoffs", "4,9", "--epochs", "1", "--hidden", "8", "--quiet")
    #expect(fits.status == 0, "\(fits.errors)")
  }
}
