/*
 * Copies that put what a tile reads side by side: rows of a when it is given transposed, columns of b likewise.
 */
#ifndef PACKING_H
#define PACKING_H

#include "tile.h"

typedef float Four __attribute__((vector_size(16)));
typedef float LooseFour __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t FourIndices __attribute__((vector_size(16)));

/* Two vectors' lanes by their numbers, 0 to 3 of a and 4 to 7 of b. Constant numbers, so one instruction or two. */
#if defined(__clang__)
#define LANES_OF(a, b, i, j, k, l) __builtin_shufflevector(a, b, i, j, k, l)
#else
#define LANES_OF(a, b, i, j, k, l) __builtin_shuffle(a, b, (FourIndices){i, j, k, l})
#endif

/* to[k * TILE_ROWS + r] = a[k * aInner + r] for r < rows; other rows are left as they are. */
INLINE void packRows(float *to, const float *a, int64_t aInner, int64_t depth, int rows) {
  if (rows == TILE_ROWS) {
    for (int64_t k = 0; k < depth; k++) memcpy(to + k * TILE_ROWS, a + k * aInner, TILE_ROWS * sizeof(float));
  } else {
    for (int64_t k = 0; k < depth; k++) {
      for (int r = 0; r < rows; r++) to[k * TILE_ROWS + r] = a[k * aInner + r];
    }
  }
}

/*
 * to[k * TILE_COLUMNS + j] = b[j * bColumn + k] for j < columns, four by four. A number of columns that is no multiple of
 * four is filled up by its last one; up to three k more are read and written than asked for.
 */
static void packColumns(float *to, const float *b, int64_t bColumn, int64_t depth, int64_t columns) {
  for (int64_t j = 0; j < columns; j += 4) {
    const int64_t last = columns - 1 - j;
    const float *r0 = b + j * bColumn;
    const float *r1 = r0 + (last < 1 ? last : 1) * bColumn;
    const float *r2 = r0 + (last < 2 ? last : 2) * bColumn;
    const float *r3 = r0 + (last < 3 ? last : 3) * bColumn;
    float *place = to + j;
    for (int64_t k = 0; k < depth; k += 4) {
      const Four x0 = *(const LooseFour *)(r0 + k);
      const Four x1 = *(const LooseFour *)(r1 + k);
      const Four x2 = *(const LooseFour *)(r2 + k);
      const Four x3 = *(const LooseFour *)(r3 + k);
      const Four low01 = LANES_OF(x0, x1, 0, 4, 1, 5);
      const Four low23 = LANES_OF(x2, x3, 0, 4, 1, 5);
      const Four high01 = LANES_OF(x0, x1, 2, 6, 3, 7);
      const Four high23 = LANES_OF(x2, x3, 2, 6, 3, 7);
      *(LooseFour *)(place + 0 * TILE_COLUMNS) = LANES_OF(low01, low23, 0, 1, 4, 5);
      *(LooseFour *)(place + 1 * TILE_COLUMNS) = LANES_OF(low01, low23, 2, 3, 6, 7);
      *(LooseFour *)(place + 2 * TILE_COLUMNS) = LANES_OF(high01, high23, 0, 1, 4, 5);
      *(LooseFour *)(place + 3 * TILE_COLUMNS) = LANES_OF(high01, high23, 2, 3, 6, 7);
      place += 4 * TILE_COLUMNS;
    }
  }
}

#endif
