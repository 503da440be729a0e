/// The elementwise half of the cells: what happens between two matrix products of a step.
///
/// N lanes of H = `width` elements; a view of (N, kH) holds k blocks of H in every row. Gates lie in PyTorch's order:
/// i, f, g, o and r, u, n (u is PyTorch's z). `dh` is what the loss and the layer above give to this step's state,
/// `carried` what comes back from the step after; gradients are with respect to pre-activations.
/// Views of one shape may be the same view; otherwise they do not overlap.
public protocol CellScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// h = act(z).
  static func activate(_ activation: Activation, _ z: View<Self>, into h: View<Self>)
  /// dz = (dh + carried) ⊙ act′, the derivative by the value h = act(z).
  static func activationGradient(
    _ activation: Activation, _ dh: View<Self>, carried: View<Self>, value h: View<Self>, into dz: View<Self>)

  /// LSTM: c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′ (Hochreiter and Schmidhuber 1997; forget gate of Gers et al. 2000).
  ///
  /// z (N, 4H): in, pre-activations of i, f, g, o; out, their values.
  static func lstmForward(
    _ z: View<Self>, previousCell: View<Self>, cell: View<Self>, hidden: View<Self>, width: Int)
  /// z (N, 4H): in, the values of i, f, g, o; out, dz. `carriedCell`: in, dc′ from the step after; out, dc.
  static func lstmBackward(
    _ z: View<Self>, dh: View<Self>, carried: View<Self>, carriedCell: View<Self>, previousCell: View<Self>,
    cell: View<Self>, width: Int)

  /// GRU with the reset after the recurrent product: n = tanh(z_n + r ⊙ a_n), h′ = (1 − u) ⊙ n + u ⊙ h.
  ///
  /// z (N, 3H): in, the projected input with its bias; out, the values of r, u, n. a (N, 3H) = h·W_hhᵀ + b_hh.
  static func gruForward(
    _ z: View<Self>, recurrent a: View<Self>, previous: View<Self>, into next: View<Self>, width: Int)
  /// z: in, r, u, n; out, dz. a: in, as the forward pass left it; out, da. `carried`: out, (dh + carried) ⊙ u, to
  /// which da·W_hh is still to be added.
  static func gruBackward(
    _ z: View<Self>, recurrent a: View<Self>, dh: View<Self>, carried: View<Self>, previous: View<Self>, width: Int)

  /// GRU with the reset before the recurrent product (Cho et al. 2014), first stage: r and u.
  ///
  /// z (N, 3H): in, the projected input with its bias; out, the values of r and u in their blocks, the third as it was.
  /// a (N, 2H) = h·W_{r,u}ᵀ, left as it is. `reset` (N, H): out, r ⊙ h.
  static func gruGatesForward(
    _ z: View<Self>, gates a: View<Self>, previous: View<Self>, reset: View<Self>, width: Int)
  /// Second stage: n = tanh(z_n + b), b (N, H) = (r ⊙ h)·W_nᵀ; h′ = (1 − u) ⊙ n + u ⊙ h. The value of n is left in z.
  static func gruCandidateForward(
    _ z: View<Self>, candidate b: View<Self>, previous: View<Self>, into next: View<Self>, width: Int)
  /// The second stage back. z: in, r, u, n; out, r, du, dn. `dCandidate` (N, H): out, a copy of dn without gaps.
  /// `carried`: out, (dh + carried) ⊙ u.
  static func gruCandidateBackward(
    _ z: View<Self>, dCandidate: View<Self>, dh: View<Self>, carried: View<Self>, previous: View<Self>, width: Int)
  /// The first stage back. z: in, r, du, dn; out, dr, du, dn. `dGates` (N, 2H): out, a copy of dr and du without gaps.
  /// `dReset` (N, H) = dn·W_n. `carried` += dReset ⊙ r; dGates·W_{r,u} is still to be added.
  static func gruGatesBackward(
    _ z: View<Self>, dGates: View<Self>, dReset: View<Self>, carried: View<Self>, previous: View<Self>, width: Int)
}

/// What a simple recurrent cell puts over its sum.
public enum Activation: Sendable, CaseIterable {
  case tanh
  case relu
  case sigmoid
}
