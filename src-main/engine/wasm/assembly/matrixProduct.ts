/**
 * Matrix products out ← start + a·b in three orientations: packed columns of b against four rows of a at a time.
 *
 * Invariants (the twin is `kernels/matrixProduct.ts`): every element of out starts from its start and takes its products
 * one by one with the inner index rising from 0, multiply and add kept apart, so the bits are those of the definition.
 * Matrices are row-major and contiguous, out overlaps neither a nor b, sizes may be 0. Of k, DEPTH at a time: the sums
 * wait in out in between, which changes no bit.
 *
 * `start`: rows startRow bytes apart, panels of eight columns startPanel bytes apart. Zeros have 0 and 0, a bias 0 and
 * 32, earlier sums a row and 32. `floor`: see tile8.
 *
 * Source of the scheme: Goto & van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008;
 * only b is packed, as the rows of a are read from end to end anyway.
 */
import { packColumns, packRows4, packRows8 } from './packPanel'
import { areLoadsChecked, PACKED_BYTES, packed, tile } from './scratch'
import { tile4 } from './tile4'
import { tile4Transposed } from './tile4Transposed'
import { tile8 } from './tile8'
import { tile8Gathered } from './tile8Gathered'
import { tile8Transposed } from './tile8Transposed'
import { tile8TransposedGathered } from './tile8TransposedGathered'

/** Steps of k packed at once: eight columns of them are 32 KiB. */
const DEPTH: i32 = 1024

/** out = start + a·b, or a·bᵀ with `isTransposed` (b columns × inner then); a rows × inner. */
export function productRows(
  out: usize,
  a: usize,
  b: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  isTransposed: bool,
  start: usize,
  startRow: usize,
  startPanel: usize,
  floor: f32,
): void {
  const aRow = (<usize>inner) << 2
  const outRow = (<usize>columns) << 2
  if (inner == 0) return copyStart(out, rows, columns, start, startRow, startPanel, floor)
  for (let k: i32 = 0; k < inner; k += DEPTH) {
    const kc = min(DEPTH, inner - k)
    const limit: f32 = k + kc == inner ? floor : -Infinity
    for (let j: i32 = 0; j < columns; j += 8) {
      const here = columns - j
      const width = here <= 4 ? 4 : 8
      if (isTransposed) packColumns(packed, b + (<usize>j) * aRow + ((<usize>k) << 2), aRow, kc, here, width)
      else if (width == 8) packRows8(packed, b + (<usize>k) * outRow + ((<usize>j) << 2), outRow, kc)
      else packRows4(packed, b + (<usize>k) * outRow + ((<usize>j) << 2), outRow, kc)
      let s = start + ((<usize>j) >> 3) * startPanel
      let o = out + ((<usize>j) << 2)
      let a0 = a + ((<usize>k) << 2)
      for (let i: i32 = 0; i < rows; i += 4) {
        const a1 = i + 1 < rows ? a0 + aRow : a0
        const a2 = i + 2 < rows ? a0 + 2 * aRow : a0
        const a3 = i + 3 < rows ? a0 + 3 * aRow : a0
        if (i + 4 <= rows && here >= 8) eightColumns(a0, a1, a2, a3, packed, kc, s, startRow, o, outRow, limit)
        else {
          const tileRows = min(4, rows - i)
          const tileColumns = min(8, here)
          copyTile(tile, 32, s, startRow, tileRows, tileColumns)
          if (width == 8) eightColumns(a0, a1, a2, a3, packed, kc, tile, 32, tile, 32, limit)
          else tile4(a0, a1, a2, a3, packed, kc, tile, 32, tile, 32, limit)
          copyTile(o, outRow, tile, 32, tileRows, tileColumns)
        }
        a0 += aRow << 2
        s += startRow << 2
        o += outRow << 2
      }
    }
    start = out
    startRow = outRow
    startPanel = 32
  }
}

/**
 * out = start + aᵀ·b; a inner × rows, b inner × columns. As much of b as fits is packed before the rows are gone through.
 *
 * @param aColumns elements from one row of a to the next: more than `rows` where only some of its columns are meant
 */
export function productColumns(
  out: usize,
  a: usize,
  b: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  aColumns: i32,
  start: usize,
  startRow: usize,
  startPanel: usize,
  floor: f32,
): void {
  const aRow = (<usize>aColumns) << 2
  const outRow = (<usize>columns) << 2
  if (inner == 0) return copyStart(out, rows, columns, start, startRow, startPanel, floor)
  for (let k: i32 = 0; k < inner; k += DEPTH) {
    const kc = min(DEPTH, inner - k)
    const limit: f32 = k + kc == inner ? floor : -Infinity
    const panelBytes = (<usize>kc) << 5
    const columnsAtOnce = <i32>(PACKED_BYTES / panelBytes) << 3
    for (let first: i32 = 0; first < columns; first += columnsAtOnce) {
      const last = min(columns, first + columnsAtOnce)
      packAll(b + (<usize>k) * outRow, outRow, kc, first, last, panelBytes)
      for (let i: i32 = 0; i < rows; i += 4) {
        const tileRows = min(4, rows - i)
        const ai = a + (<usize>k) * aRow + ((<usize>i) << 2)
        let p = packed
        for (let j = first; j < last; j += 8) {
          const here = last - j
          const s = start + (<usize>i) * startRow + ((<usize>j) >> 3) * startPanel
          const o = out + (<usize>i) * outRow + ((<usize>j) << 2)
          if (tileRows == 4 && here >= 8) eightColumnsTransposed(ai, aRow, p, kc, s, startRow, o, outRow, limit)
          else {
            const tileColumns = min(8, here)
            copyTile(tile, 32, s, startRow, tileRows, tileColumns)
            if (here > 4) eightColumnsTransposed(ai, aRow, p, kc, tile, 32, tile, 32, limit)
            else tile4Transposed(ai, aRow, p, kc, tile, 32, tile, 32, limit)
            copyTile(o, outRow, tile, 32, tileRows, tileColumns)
          }
          p += panelBytes
        }
      }
    }
    start = out
    startRow = outRow
    startPanel = 32
  }
}

// @ts-ignore: decorator
@inline
function eightColumns(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  panel: usize,
  kc: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  floor: f32,
): void {
  if (areLoadsChecked) tile8Gathered(a0, a1, a2, a3, panel, kc, start, startRow, out, outRow, floor)
  else tile8(a0, a1, a2, a3, panel, kc, start, startRow, out, outRow, floor)
}

// @ts-ignore: decorator
@inline
function eightColumnsTransposed(
  a: usize,
  aStep: usize,
  panel: usize,
  kc: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  floor: f32,
): void {
  if (areLoadsChecked) tile8TransposedGathered(a, aStep, panel, kc, start, startRow, out, outRow, floor)
  else tile8Transposed(a, aStep, panel, kc, start, startRow, out, outRow, floor)
}

function packAll(b: usize, bRow: usize, kc: i32, first: i32, last: i32, panelBytes: usize): void {
  let p = packed
  for (let j = first; j < last; j += 8) {
    if (last - j > 4) packRows8(p, b + ((<usize>j) << 2), bRow, kc)
    else packRows4(p, b + ((<usize>j) << 2), bRow, kc)
    p += panelBytes
  }
}

/** Element by element: what lies beyond an edge is somebody else's. */
function copyTile(to: usize, toRow: usize, from: usize, fromRow: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows--) {
    for (let j: i32 = 0; j < columns; j++) store<f32>(to + ((<usize>j) << 2), load<f32>(from + ((<usize>j) << 2)))
    to += toRow
    from += fromRow
  }
}

/** Sums without a single product. */
function copyStart(
  out: usize,
  rows: i32,
  columns: i32,
  start: usize,
  startRow: usize,
  startPanel: usize,
  floor: f32,
): void {
  for (let i: i32 = 0; i < rows; i++) {
    for (let j: i32 = 0; j < columns; j++) {
      const value = load<f32>(start + (<usize>i) * startRow + ((<usize>j) >> 3) * startPanel + (((<usize>j) & 7) << 2))
      store<f32>(out, value < floor ? floor : value)
      out += 4
    }
  }
}
