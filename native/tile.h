/*
 * The innermost kernel of the product: a tile of `rows` rows and `vectors` vectors of columns, held in registers while k
 * runs. Every element starts from its start and takes its products in order of k, multiply and add apart.
 */
#ifndef TILE_H
#define TILE_H

#include "vector.h"

/* What fits the registers: 16 of them on x86 before AVX-512, 32 from there on and on ARM. */
#if LANES == 16 || defined(__aarch64__)
#define TILE_ROWS 8
#elif LANES == 8
#define TILE_ROWS 6
#else
#define TILE_ROWS 4
#endif
#define TILE_VECTORS 2
#define TILE_COLUMNS (TILE_VECTORS * LANES)

typedef struct {
  /* element (r, k) is a[r * aRow + k], or a[k * TILE_ROWS + r] when the rows are packed */
  const float *a;
  int64_t aRow;
  const float *b;
  int64_t bRow;
  /* NULL, or where the columns of b are copied to, TILE_COLUMNS apart, for the tiles that follow */
  float *keep;
  int64_t depth;
  const float *start;
  int64_t startRow;
  float *out;
  int64_t outRow;
  float floor;
} Tile;

INLINE void computeTile(const Tile *tile, const int rows, const int vectors, const int isPacked, const int isKept) {
  Vector sums[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int v = 0; v < vectors; v++) {
      sums[r][v] = tile->start == NULL ? (Vector){0} : load(tile->start + r * tile->startRow + v * LANES);
    }
  }
  const float *restrict b = tile->b;
  const float *restrict packed = tile->a;
  const int64_t bRow = tile->bRow;
  const int64_t depth = tile->depth;
  float *keep = tile->keep;
  const float *row[TILE_ROWS];
  UNROLL for (int r = 0; r < rows; r++) row[r] = tile->a + r * tile->aRow;
  for (int64_t k = 0; k < depth; k++) {
    Vector columns[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) {
      columns[v] = load(b + v * LANES);
      HOLD(columns[v]);
      if (isKept) store(keep + v * LANES, columns[v]);
    }
    UNROLL for (int r = 0; r < rows; r++) {
      Vector factor = splat(isPacked ? packed[r] : row[r][k]);
      HOLD(factor);
      UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += factor * columns[v];
    }
    b += bRow;
    packed += TILE_ROWS;
    if (isKept) keep += TILE_COLUMNS;
  }
  const Vector floor = splat(tile->floor);
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int v = 0; v < vectors; v++) {
      store(tile->out + r * tile->outRow + v * LANES, choose(sums[r][v] < floor, floor, sums[r][v]));
    }
  }
}

/* Numbers of rows that have code of their own; a number in between takes two turns. */
INLINE int rowsAtOnce(int64_t rows) {
  if (rows >= TILE_ROWS) return TILE_ROWS;
#if TILE_ROWS == 6
  if (rows >= 5) return 5;
#endif
  if (rows >= 4) return 4;
  if (rows >= 2) return (int)rows;
  return 1;
}

#define TILE_OF(ROWS, VECTORS)                                                                                         \
  case (ROWS)*4 + (VECTORS):                                                                                           \
    if (isPacked) computeTile(tile, ROWS, VECTORS, 1, 0);                                                              \
    else computeTile(tile, ROWS, VECTORS, 0, 0);                                                                       \
    return;

/* rows as rowsAtOnce says; vectors 1 to TILE_VECTORS. Columns are kept by tiles of TILE_ROWS rows alone. */
static void runTile(const Tile *tile, int rows, int vectors, int isPacked) {
  if (tile->keep != NULL) {
    if (vectors == 1 && isPacked) computeTile(tile, TILE_ROWS, 1, 1, 1);
    else if (vectors == 1) computeTile(tile, TILE_ROWS, 1, 0, 1);
    else if (isPacked) computeTile(tile, TILE_ROWS, TILE_VECTORS, 1, 1);
    else computeTile(tile, TILE_ROWS, TILE_VECTORS, 0, 1);
    return;
  }
  switch (rows * 4 + vectors) {
    TILE_OF(TILE_ROWS, 1)
    TILE_OF(TILE_ROWS, 2)
#if TILE_ROWS == 6
    TILE_OF(5, 1)
    TILE_OF(5, 2)
#endif
#if TILE_ROWS != 4
    TILE_OF(4, 1)
    TILE_OF(4, 2)
#endif
    TILE_OF(3, 1)
    TILE_OF(3, 2)
    TILE_OF(2, 1)
    TILE_OF(2, 2)
    TILE_OF(1, 1)
    TILE_OF(1, 2)
  }
}

#endif
