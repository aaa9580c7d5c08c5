/**
 * Convolutions as matrix products over the transposed patches of one image at a time: the twins of
 * `kernels/convolutionKernels.ts`, whose order of sums they keep.
 *
 *   Y = W·P + b        dW = dY·Pᵀ over all images        P' = Wᵀ·dY, scattered
 *
 * Nothing is turned around on the way: Y and dY are [filters, windows] in the products too.
 */
import { gatherPatches } from './gatherPatches'
import { productColumns, productRows } from './matrixProduct'
import { scatterPatches } from './scatterPatches'
import { zeros } from './scratch'
import { channelsOf, heightOf, outputHeightOf, outputWidthOf, sizeOf, widthOf } from './windows'

/**
 * @param patches room for the patches of one image and four numbers more
 * @param spread room for eight numbers a filter
 * @param floor of the outputs: 0 is ReLU, −∞ lets every value through
 */
export function convolutionForward(
  y: usize,
  x: usize,
  w: usize,
  b: usize,
  rows: i32,
  filters: i32,
  windows: usize,
  patches: usize,
  spread: usize,
  floor: f32,
): void {
  for (let f: i32 = 0; f < filters; f++) {
    const bias = v128.load32_splat(b + ((<usize>f) << 2))
    v128.store(spread + ((<usize>f) << 5), bias)
    v128.store(spread + ((<usize>f) << 5), bias, 16)
  }
  const positions = positionsOf(windows)
  const patch = patchOf(windows)
  for (; rows > 0; rows--) {
    gatherPatches(patches, x, windows)
    productRows(y, w, patches, filters, patch, positions, false, spread, 32, 0, floor)
    x += imageBytes(windows)
    y += (<usize>(filters * positions)) << 2
  }
}

export function convolutionParameterGradients(
  dw: usize,
  db: usize,
  dy: usize,
  x: usize,
  rows: i32,
  filters: i32,
  windows: usize,
  patches: usize,
): void {
  const positions = positionsOf(windows)
  const patch = patchOf(windows)
  memory.fill(dw, 0, (<usize>(filters * patch)) << 2)
  memory.fill(db, 0, (<usize>filters) << 2)
  for (; rows > 0; rows--) {
    gatherPatches(patches, x, windows)
    productRows(dw, dy, patches, filters, positions, patch, true, dw, (<usize>patch) << 2, 32, -Infinity)
    addRowSums(db, dy, filters, positions)
    x += imageBytes(windows)
    dy += (<usize>(filters * positions)) << 2
  }
}

export function convolutionInputGradients(
  dx: usize,
  dy: usize,
  w: usize,
  rows: i32,
  filters: i32,
  windows: usize,
  patches: usize,
): void {
  const positions = positionsOf(windows)
  const patch = patchOf(windows)
  for (; rows > 0; rows--) {
    productColumns(patches, w, dy, patch, filters, positions, patch, zeros, 0, 0, -Infinity)
    scatterPatches(dx, patches, windows)
    dx += imageBytes(windows)
    dy += (<usize>(filters * positions)) << 2
  }
}

/** sums[f] += a[f, p], p rising; four rows in the lanes of one vector, as each sum waits for the one before. */
function addRowSums(sums: usize, a: usize, rows: i32, columns: i32): void {
  const row = (<usize>columns) << 2
  for (; rows >= 4; rows -= 4) {
    let sum = v128.load(sums)
    let p = a
    let left = columns
    for (; left >= 4; left -= 4) {
      const x0 = v128.load(p)
      const x1 = v128.load(p + row)
      const x2 = v128.load(p + 2 * row)
      const x3 = v128.load(p + 3 * row)
      const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
      const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
      const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
      sum = f32x4.add(sum, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
      sum = f32x4.add(sum, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
      sum = f32x4.add(sum, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
      sum = f32x4.add(sum, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
      p += 16
    }
    v128.store(sums, sum)
    for (let lane: usize = 0; lane < 4; lane++) addRowSum(sums + (lane << 2), p + lane * row, left)
    sums += 16
    a += 4 * row
  }
  for (; rows > 0; rows--) {
    addRowSum(sums, a, columns)
    sums += 4
    a += row
  }
}

function addRowSum(to: usize, a: usize, columns: i32): void {
  let sum = load<f32>(to)
  for (; columns > 0; columns--) {
    sum += load<f32>(a)
    a += 4
  }
  store<f32>(to, sum)
}

// @ts-ignore: decorator
@inline
function positionsOf(windows: usize): i32 {
  return outputHeightOf(windows) * outputWidthOf(windows)
}

// @ts-ignore: decorator
@inline
function patchOf(windows: usize): i32 {
  return channelsOf(windows) * sizeOf(windows) * sizeOf(windows)
}

// @ts-ignore: decorator
@inline
function imageBytes(windows: usize): usize {
  return (<usize>(channelsOf(windows) * heightOf(windows) * widthOf(windows))) << 2
}
