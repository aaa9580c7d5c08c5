/*
 * The kernels for one instruction set: compiled once per set, with LANES (float32 numbers in a vector), VARIANT (the
 * name of the table) and VARIANT_NAME given on the command line, and contraction off.
 */
#include "product.h"
#include "rule.h"

static void columnSums(float *out, const float *a, int64_t rows, int64_t columns) {
  for (int64_t j = 0; j < columns; j += 4 * LANES) {
    const int64_t here = columns - j;
    if (here >= 4 * LANES) {
      Vector sums[4] = {0};
      for (int64_t i = 0; i < rows; i++) {
        UNROLL for (int v = 0; v < 4; v++) sums[v] += load(a + i * columns + j + v * LANES);
      }
      UNROLL for (int v = 0; v < 4; v++) store(out + j + v * LANES, sums[v]);
    } else {
      for (int64_t at = j; at < columns; at += LANES) {
        Vector sum = {0};
        for (int64_t i = 0; i < rows; i++) sum += load(a + i * columns + at);
        storeLanes(out + at, sum, columns - at);
      }
    }
  }
}

const Variant VARIANT = {
    .name = VARIANT_NAME,
    .product = product,
    .columnSums = columnSums,
    .rule = rule,
};
