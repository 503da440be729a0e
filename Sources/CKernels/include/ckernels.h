/// Elementwise maths over floats that must vectorise. The instruction set is picked when the program starts; clones
/// differ in the last digits. `rows` × `columns` matrices are row-major without gaps; lanes × width likewise, k blocks
/// of `width` in a row where a cell has k gates. Views of one shape may be the same memory; nothing else overlaps.
#pragma once
#include <stdbool.h>
#include <stdint.h>

// Which clone runs (clones.c).

/// "x86-64-v4", "x86-64-v3" or "baseline": the clone that the calling thread runs.
const char *ckernels_instruction_set(void);
/// What LMCTL_INSTRUCTIONS names where this machine cannot run it, and the best clone runs instead; NULL: nothing.
const char *ckernels_refused_instruction_set(void);
/// How many clones this machine can run, and their names, the best first.
int ckernels_instruction_sets(void);
const char *ckernels_instruction_set_name(int index);
/// The calling thread runs the clone of this name from now on; NULL: the program's choice again. False where this
/// machine cannot.
bool ckernels_prefer(const char *name);
/// Makes the clone of this name the program's choice, while no other thread runs a kernel. False where this machine
/// cannot.
bool ckernels_choose(const char *name);

// Rows (rows.c).

/// x[r][c] += bias[c]
void ckernels_add_to_rows(float *x, const float *bias, int64_t rows, int64_t columns);
/// sum[c] += Σ_r x[r][c]
void ckernels_add_column_sums(float *sum, const float *x, int64_t rows, int64_t columns);
/// sum[c] += Σ_r weights[r] x[r][c]
void ckernels_weighted_column_sums(float *sum, const float *x, const float *weights, int64_t rows, int64_t columns);
/// out[r][c] = weights[r] x[r][c]
void ckernels_scale_rows(float *out, const float *x, const float *weights, int64_t rows, int64_t columns);
/// y += factor · x
void ckernels_add_scaled(float *y, float factor, const float *x, int64_t count);
/// Σ x², summed in double
double ckernels_sum_of_squares(const float *x, int64_t count);
/// out (columns × rows) = x (rows × columns) transposed
void ckernels_transpose(float *out, const float *x, int64_t rows, int64_t columns);
/// Whether no x is NaN or infinite.
bool ckernels_is_finite(const float *x, int64_t count);

// Cells (activations.c, lstm.c, gru.c): see CellScalar in Swift for the formulas.

/// out = tanh x; max(x, 0); 1 / (1 + e^−x)
void ckernels_tanh(float *out, const float *x, int64_t count);
void ckernels_relu(float *out, const float *x, int64_t count);
void ckernels_sigmoid(float *out, const float *x, int64_t count);
/// dz = (dh + carried) · act'(z), the derivative by its value h
void ckernels_tanh_gradient(float *dz, const float *dh, const float *carried, const float *h, int64_t count);
void ckernels_relu_gradient(float *dz, const float *dh, const float *carried, const float *h, int64_t count);
void ckernels_sigmoid_gradient(float *dz, const float *dh, const float *carried, const float *h, int64_t count);
void ckernels_lstm_forward(
    float *z, const float *previous_cell, float *cell, float *hidden, int64_t lanes, int64_t width);
void ckernels_lstm_backward(
    float *z, const float *dh, const float *carried, float *carried_cell, const float *previous_cell,
    const float *cell, int64_t lanes, int64_t width);
void ckernels_gru_forward(
    float *z, const float *recurrent, const float *previous, float *next, int64_t lanes, int64_t width);
void ckernels_gru_backward(
    float *z, float *recurrent, const float *dh, float *carried, const float *previous, int64_t lanes, int64_t width);
void ckernels_gru_gates_forward(
    float *z, const float *gates, const float *previous, float *reset, int64_t lanes, int64_t width);
void ckernels_gru_candidate_forward(
    float *z, const float *candidate, const float *previous, float *next, int64_t lanes, int64_t width);
void ckernels_gru_candidate_backward(
    float *z, float *dcandidate, const float *dh, float *carried, const float *previous, int64_t lanes, int64_t width);
void ckernels_gru_gates_backward(
    float *z, float *dgates, const float *dreset, float *carried, const float *previous, int64_t lanes, int64_t width);

// Softmax (softmax.c).

/// maxima[r] = max_c x[r][c] + bias[c]; `bias` may be NULL. NaN is passed over.
void ckernels_row_maxima(float *maxima, const float *x, const float *bias, int64_t rows, int64_t columns);
/// e = e^(x[r][c] + bias[c] − shift[r]), cut to e^±87 (0 below); out[r][c] = e unless `out` is NULL; sums[r] += Σ_c e;
/// where targets[r] is one of the columns from `first_column` on, target_scores[r] = x + bias there. Returns the
/// largest exponent met, NaN passed over.
float ckernels_exponentials(
    float *out, const float *x, const float *bias, const float *shift, double *sums, const uint32_t *targets,
    int64_t first_column, float *target_scores, int64_t rows, int64_t columns);
/// ln Σ_c exp(x[c]) of one row
double ckernels_log_sum_exp(const float *x, int64_t columns);
/// One row of the softmax with its cross-entropy: returns −ln softmax(x)[target] and leaves in x the gradient
/// factor · (softmax(x) − onehot(target)).
double ckernels_softmax_gradient(float *x, int64_t columns, int64_t target, float factor);

// Dropout (dropout.c).

/// out[i] = scale · x[i] where hash(key, first + i) ≥ threshold, else 0
void ckernels_dropout(
    float *out, const float *x, int64_t count, uint64_t key, uint64_t first, uint32_t threshold, float scale);

// Neural cache (cache.c).

/// With e_i = e^(factor (x[i] − shift)), exponents cut to ±87 (0 below): returns Σ e_i, and leaves Σ e_i over ids[i] =
/// target in `matched`.
double ckernels_matched_exponentials(
    const float *x, const uint32_t *ids, int64_t count, uint32_t target, float factor, float shift, double *matched);
