/*
 * Matrix products: panels of b's columns against tiles of a's rows, with packed copies of what is read many times.
 *
 * Of k, DEPTH at a time: the sums wait in out in between, which changes no bit. The first tile of rows copies the columns
 * of b while it reads them, so that packing costs next to nothing; b given transposed is copied beforehand.
 *
 * Source of the scheme: Goto & van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008.
 */
#ifndef PRODUCT_H
#define PRODUCT_H

#include "packing.h"
#include "variant.h"

/* Steps of k at once: a panel of columns then fits the nearer caches. */
#define DEPTH 512
/* Floats of packed columns: 512 KiB, half of a common second-level cache. */
#define PACKED_COLUMNS (128 * 1024)

typedef struct {
  float columns[PACKED_COLUMNS + 4 * TILE_COLUMNS];
  float rows[DEPTH * TILE_ROWS];
  float tile[TILE_ROWS * TILE_COLUMNS];
} Scratch;

/* One for each thread: a call leaves nothing in it that the next one reads. */
static _Thread_local _Alignas(64) Scratch scratch;

INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* A tile that may reach beyond the last column: through a place of its own, as what lies beyond is somebody else's. */
static void edgeTile(Tile *tile, int rows, int64_t columns, int isPacked) {
  const int vectors = columns > LANES ? TILE_VECTORS : 1;
  if (columns == TILE_COLUMNS) {
    runTile(tile, rows, TILE_VECTORS, isPacked);
    return;
  }
  Tile whole = *tile;
  if (tile->start != NULL) {
    for (int r = 0; r < rows; r++) {
      memcpy(scratch.tile + r * TILE_COLUMNS, tile->start + r * tile->startRow, (size_t)columns * sizeof(float));
    }
    whole.start = scratch.tile;
    whole.startRow = TILE_COLUMNS;
  }
  whole.out = scratch.tile;
  whole.outRow = TILE_COLUMNS;
  runTile(&whole, rows, vectors, isPacked);
  for (int r = 0; r < rows; r++) {
    memcpy(tile->out + r * tile->outRow, scratch.tile + r * TILE_COLUMNS, (size_t)columns * sizeof(float));
  }
}

/* One tile of rows, from row i, against one panel of columns, from column j. */
static void panelTile(const Product *p, Tile *tile, int64_t i, int64_t j, int rows, int64_t columns, int isPacked) {
  tile->start = p->start == NULL ? NULL : p->start + i * p->startRow + j;
  tile->startRow = p->startRow;
  tile->out = p->out + i * p->outRow + j;
  edgeTile(tile, rows, columns, isPacked);
}

/* Columns outside, rows inside: a is read in place. The depth is p->inner. */
static void productOfRows(const Product *p) {
  const int isKept = !p->isTransposed && p->rows > TILE_ROWS;
  for (int64_t j = 0; j < p->columns; j += TILE_COLUMNS) {
    const int64_t columns = smaller(TILE_COLUMNS, p->columns - j);
    Tile tile = {.aRow = p->aRow, .depth = p->inner, .outRow = p->outRow, .floor = p->floor};
    tile.b = p->b + j;
    tile.bRow = p->bRow;
    if (p->isTransposed) {
      packColumns(scratch.columns, p->b + j * p->bRow, p->bRow, p->inner, columns);
      tile.b = scratch.columns;
      tile.bRow = TILE_COLUMNS;
    }
    for (int64_t i = 0; i < p->rows;) {
      const int rows = rowsAtOnce(p->rows - i);
      tile.a = p->a + i * p->aRow;
      tile.keep = isKept && i == 0 ? scratch.columns : NULL;
      panelTile(p, &tile, i, j, rows, columns, 0);
      if (tile.keep != NULL) {
        tile.b = scratch.columns;
        tile.bRow = TILE_COLUMNS;
      }
      i += rows;
    }
  }
}

/* Rows outside, columns inside: a is given transposed, and copied one tile of rows at a time. */
static void productOfColumns(const Product *p) {
  const int isKept = p->rows > TILE_ROWS;
  const int64_t panel = p->inner * TILE_COLUMNS;
  for (int64_t i = 0; i < p->rows;) {
    const int rows = rowsAtOnce(p->rows - i);
    packRows(scratch.rows, p->a + i, p->aInner, p->inner, rows);
    Tile tile = {.a = scratch.rows, .depth = p->inner, .outRow = p->outRow, .floor = p->floor};
    for (int64_t j = 0; j < p->columns; j += TILE_COLUMNS) {
      float *const kept = scratch.columns + j / TILE_COLUMNS * panel;
      const int isRead = isKept && i > 0;
      tile.b = isRead ? kept : p->b + j;
      tile.bRow = isRead ? TILE_COLUMNS : p->bRow;
      tile.keep = isKept && i == 0 ? kept : NULL;
      panelTile(p, &tile, i, j, rows, smaller(TILE_COLUMNS, p->columns - j), 1);
    }
    i += rows;
  }
}

/* Sums without a single product. */
static void copyStart(const Product *p) {
  for (int64_t i = 0; i < p->rows; i++) {
    for (int64_t j = 0; j < p->columns; j++) {
      const float value = p->start == NULL ? 0 : p->start[i * p->startRow + j];
      p->out[i * p->outRow + j] = value < p->floor ? p->floor : value;
    }
  }
}

static void product(const Product *whole) {
  if (whole->inner == 0) copyStart(whole);
  const int isLeftTransposed = whole->aInner != 1;
  Product part = *whole;
  for (int64_t k = 0; k < whole->inner; k += DEPTH) {
    part.inner = smaller(DEPTH, whole->inner - k);
    part.floor = k + part.inner == whole->inner ? whole->floor : -__builtin_inff();
    part.a = whole->a + k * whole->aInner;
    const int64_t atOnce = isLeftTransposed ? PACKED_COLUMNS / (part.inner * TILE_COLUMNS) * TILE_COLUMNS : whole->columns;
    for (int64_t j = 0; j < whole->columns; j += atOnce) {
      part.columns = smaller(atOnce, whole->columns - j);
      part.b = whole->isTransposed ? whole->b + j * whole->bRow + k : whole->b + k * whole->bRow + j;
      part.out = whole->out + j;
      part.start = k > 0 ? part.out : whole->start == NULL ? NULL : whole->start + j;
      part.startRow = k > 0 ? whole->outRow : whole->startRow;
      if (isLeftTransposed) productOfColumns(&part);
      else productOfRows(&part);
    }
  }
}

#endif
