internal import Foundation
public import Ledger
public import Platform
internal import Recurrent
internal import Report

/// Why a network is not trained, or not any further.
public enum TrainNetworkError: Failure, Equatable {
  /// A training of that name was interrupted, and nothing says what is to become of it.
  case checkpointStands(model: String, epoch: Double, saved: String)
  /// `--resume` with other settings than the checkpoint's: what differs.
  case otherSettings(model: String, differences: [String])
  /// A model of that name stands that is not of the training which is to go on.
  case otherModel(model: String)
  /// `kept`: epochs after which the last good checkpoint was taken.
  case diverged(reason: String, model: String, kept: Double?)
  /// It was trained, and the database takes it no more; `kept` as above. `asked` is the code of what asked it to end while
  /// it waited to be stored, or before.
  case notStored(LedgerError, model: String, kept: Double?, asked: ExitCode? = nil)
  /// It was asked to end, and can go on: ``TrainNetwork/Outcome/stopped(model:step:epoch:)`` for whoever must end now.
  /// `code` is that of what asked.
  case stopped(code: ExitCode, model: String, step: Int, epoch: Double, epochs: Int)

  public var exitCode: ExitCode {
    switch self {
    case .checkpointStands, .otherModel: .cannotCreate
    case .otherSettings: .usage
    case .diverged: .data
    case .notStored(let error, _, _, let asked): asked ?? error.exitCode
    case .stopped(let code, _, _, _, _): code
    }
  }

  public var description: String {
    switch self {
    case .checkpointStands(let model, let epoch, let saved):
      """
      a training of '\(model)' was interrupted after \(Figures.fixed(epoch, 2)) epochs, and its checkpoint of \(saved) \
      stands; add --resume to go on from there, --replace to start anew, or another --name
      """
    case .otherSettings(let model, let differences):
      """
      the checkpoint of '\(model)' is of another training: \(differences.joined(separator: "; ")); give the recorded \
      settings, or start anew with --replace or another --name
      """
    case .otherModel(let model):
      """
      the model '\(model)' that stands is not of the training that --resume would go on with; add --replace to put that \
      one's in its place when it is done, or choose another --name
      """
    case .diverged(let reason, let model, let kept):
      """
      \(reason); \(kept.map { "the checkpoint after \(Figures.fixed($0, 2)) epochs is kept" } ?? "nothing was kept yet"); \
      --resume takes no other settings, so train anew, with --replace or another --name than '\(model)'
      """
    case .notStored(.moved(let path), let model, let kept, _):
      """
      \(LedgerError.moved(path: path)); '\(model)' itself is not stored, \
      \(kept.map { "its checkpoint after \(Figures.fixed($0, 2)) epochs is in the file that was open: --resume goes on there" }
        ?? "nor is a checkpoint: it is trained from the start then")
      """
    case .notStored(let error, let model, let kept, _):
      """
      \(error); '\(model)' itself is not stored, \
      \(kept.map { "its checkpoint after \(Figures.fixed($0, 2)) epochs is: add --resume, to go on from there" }
        ?? "nor is a checkpoint: it is trained from the start then")
      """
    case .stopped(_, let model, let step, let epoch, let epochs):
      """
      '\(model)' was stopped after step \(Figures.grouped(step)), \(Figures.fixed(epoch, 2)) of \(epochs) epochs; the same \
      command goes on from there, train-rnn with --resume
      """
    }
  }
}
