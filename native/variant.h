/*
 * What one build of the kernels offers. The same source is compiled once per instruction set; all builds give the same
 * bits, those of the TypeScript twins in src-main/engine/kernels and src-main/rules.
 *
 * Strides and counts are in elements (float32), never in bytes. Nothing is allocated and nothing is kept between calls,
 * so any number of threads may call at once on memory that they do not share for writing.
 */
#ifndef VARIANT_H
#define VARIANT_H

#include <stdint.h>

typedef struct {
  float *out;
  const float *a;
  const float *b;
  /* NULL: the sums start at zero; startRow 0: at one row, a bias */
  const float *start;
  int64_t rows, inner, columns;
  int64_t outRow, startRow;
  /* a is read at a[i * aRow + k * aInner]; one of the two is 1 */
  int64_t aRow, aInner;
  /* from one row of b to the next; with isTransposed from one column of b to the next */
  int64_t bRow;
  int64_t isTransposed;
  /* results below it become it; -infinity lets every value through */
  float floor;
} Product;

typedef struct {
  const char *name;
  /* out[i, j] = max(floor, start[i, j] + sum of a[i, k]*b[k, j] with k rising) */
  void (*product)(const Product *product);
  /* out[j] = sum of a[i, j] with i rising, from +0 */
  void (*columnSums)(float *out, const float *a, int64_t rows, int64_t columns);
  /* elements [start, end) by the program; see rule.h */
  void (*rule)(const double *program, const float *cells, int64_t start, int64_t end);
} Variant;

/* Memory that may be read, never written, behind every array: kernels load whole vectors. */
#define READABLE_BEHIND 64

extern const Variant variantBaseline;
#if defined(__x86_64__)
extern const Variant variantAvx2;
extern const Variant variantAvx512;
#endif

#endif
