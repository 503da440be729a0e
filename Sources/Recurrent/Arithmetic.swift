internal import CKernels
internal import CMatrix

/// Which arithmetic runs underneath: recorded with every run, since its choice shows in the last digits.
public enum Arithmetic {
  /// "oneDNN 2.6.3", or "plain" where the library is missing.
  public static var matrixLibrary: String { unsafe String(cString: cmatrix_library()) }
  /// "x86-64-v4", "x86-64-v3" or "baseline": what the calling thread's kernels run with.
  public static var instructionSet: String { unsafe String(cString: ckernels_instruction_set()) }
  /// What the environment's LMCTL_INSTRUCTIONS asks for where it is none of ``instructionSets``, and the best of them
  /// runs instead: for a warning, which must escape it.
  public static var refusedInstructionSet: String? {
    unsafe ckernels_refused_instruction_set().map { unsafe String(cString: $0) }
  }
  /// Multiplies without the library on the calling thread from now on: to hold one against the other.
  public static func preferPlainProducts(_ plain: Bool) { cmatrix_prefer_plain(plain) }

  /// The instruction sets that this machine can run, the best first.
  public static var instructionSets: [String] {
    (0..<ckernels_instruction_sets()).map { unsafe String(cString: ckernels_instruction_set_name($0)) }
  }

  /// Runs the kernels on the calling thread with this instruction set from now on; nil is the program's choice again.
  /// - Returns: false, and changes nothing, where the machine has no such instructions.
  @discardableResult public static func prefer(instructionSet: String?) -> Bool {
    guard let instructionSet else { return ckernels_prefer(nil) }
    return unsafe instructionSet.withCString { unsafe ckernels_prefer($0) }
  }

  /// Makes this instruction set the program's choice, for all threads; to be called while no other thread computes.
  /// - Returns: false, and changes nothing, where the machine has no such instructions.
  @discardableResult static func choose(instructionSet: String) -> Bool {
    unsafe instructionSet.withCString { unsafe ckernels_choose($0) }
  }
}
