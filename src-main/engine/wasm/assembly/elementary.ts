/** The elementary functions over arrays, so that each can be held against its twin. */
import { exponential } from './exponential'
import { logarithm, logarithmOnePlus } from './logarithm'
import { storeLanes } from './storeLanes'

export function exponentials(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, exponential(v128.load(x)), length)
    out += 16
    x += 16
  }
}

export function logarithms(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, logarithm(v128.load(x)), length)
    out += 16
    x += 16
  }
}

export function logarithmsOnePlus(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, logarithmOnePlus(v128.load(x)), length)
    out += 16
    x += 16
  }
}
