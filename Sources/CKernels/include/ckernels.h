/// Elementwise maths over rows of floats that must vectorise. The instruction set is picked when the program starts;
/// clones differ in the last digits. `rows` × `columns` matrices are row-major without gaps.
#pragma once
#include <stdint.h>

/// "x86-64-v4", "x86-64-v3" or "baseline": the clone that runs on this machine.
const char *ckernels_instruction_set(void);

/// x[r][c] += bias[c]
void ckernels_add_to_rows(float *x, const float *bias, int64_t rows, int64_t columns);
/// sum[c] += Σ_r x[r][c]
void ckernels_add_column_sums(float *sum, const float *x, int64_t rows, int64_t columns);
/// out = tanh(x)
void ckernels_tanh(float *out, const float *x, int64_t count);
/// dz = (dh + dcarried) · (1 − h²): the derivative of tanh by its value
void ckernels_tanh_gradient(float *dz, const float *dh, const float *dcarried, const float *h, int64_t count);
/// y += factor · x
void ckernels_add_scaled(float *y, float factor, const float *x, int64_t count);
/// Σ x², summed in double
double ckernels_sum_of_squares(const float *x, int64_t count);
/// out (columns × rows) = x (rows × columns) transposed
void ckernels_transpose(float *out, const float *x, int64_t rows, int64_t columns);
/// ln Σ_c exp(x[c]) of one row
double ckernels_log_sum_exp(const float *x, int64_t columns);
/// One row of the softmax with its cross-entropy: returns −ln softmax(x)[target] and leaves in x the gradient
/// factor · (softmax(x) − onehot(target)).
double ckernels_softmax_gradient(float *x, int64_t columns, int64_t target, float factor);
