/**
 * The version of the arithmetic, stored with each run.
 *
 * It rises by one whenever any bit of any result may differ from the version before: another order of a reduction, another
 * polynomial, another generator or seeding, another default initialiser, another rule of an optimizer or a schedule. In
 * practice: whenever a golden value in a test has to change. Faster code with the same bits leaves it alone.
 *
 *   1  the first
 *   2  float32: tanh, sigmoid and the cross-entropies round after every operation, so that other kernels can give the
 *      same bits; float64 is that of 1
 *   3  float32: gelu, silu, elu, softplus, smoothed labels, layer and batch normalisation round after every operation
 *      too, sums of the normalisations in four parts; float64 is that of 1
 *   4  Adafactor keeps the mean of its row means at ε₁ or above, as PyTorch does
 *      standardised inputs and targets: a column that does not vary, or by rounding alone, is divided by 1; means far from
 *      zero are centred, squares neither overflow nor vanish; other columns keep the bits of 3
 *      a clipping norm below 1e-6 is the length itself, and no finite gradient is clipped to 0
 *      Rprop under a schedule starts from the first rate of the schedule, as in PyTorch
 *      a run whose slots, scalars or running statistics are no longer finite ends there, in place of standing still
 */
export const engineVersion = '4'
