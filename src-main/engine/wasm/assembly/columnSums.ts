/**
 * out[j] = Σ_i a[i, j] with i rising from 0, from +0: the twin of the one in `kernels/denseKernels.ts`, sixteen columns
 * at a time.
 */
import { storeLanes } from './storeLanes'

export function columnSums(out: usize, a: usize, rows: i32, columns: i32): void {
  const row = (<usize>columns) << 2
  let j: i32 = 0
  for (; j + 16 <= columns; j += 16) {
    let s0 = f32x4.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    let p = a
    for (let i: i32 = 0; i < rows; i++) {
      s0 = f32x4.add(s0, v128.load(p))
      s1 = f32x4.add(s1, v128.load(p, 16))
      s2 = f32x4.add(s2, v128.load(p, 32))
      s3 = f32x4.add(s3, v128.load(p, 48))
      p += row
    }
    v128.store(out, s0)
    v128.store(out, s1, 16)
    v128.store(out, s2, 32)
    v128.store(out, s3, 48)
    out += 64
    a += 64
  }
  for (; j < columns; j += 4) {
    let sum = f32x4.splat(0)
    let p = a
    for (let i: i32 = 0; i < rows; i++) {
      sum = f32x4.add(sum, v128.load(p))
      p += row
    }
    storeLanes(out, sum, columns - j)
    out += 16
    a += 16
  }
}
