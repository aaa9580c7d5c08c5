/** Element by element: the twins of `kernels/elementKernels.ts`. */
import { storeLanes } from './storeLanes'

export function copyElements(out: usize, a: usize, length: i32): void {
  memory.copy(out, a, (<usize>length) << 2)
}

export function addElements(out: usize, a: usize, b: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, f32x4.add(v128.load(a), v128.load(b)), length)
    out += 16
    a += 16
    b += 16
  }
}

export function multiplyElements(out: usize, a: usize, b: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, f32x4.mul(v128.load(a), v128.load(b)), length)
    out += 16
    a += 16
    b += 16
  }
}
