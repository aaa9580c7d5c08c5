/**
 * Memory that a call may use and nobody else may hold: a place for one tile, then a place for packed columns of B.
 *
 * Set once by `useScratch` before any other call; each thread has its own.
 */
import { writeConstants } from './constants'

/** Room for packed B, in bytes: half of a common second-level cache. */
export const PACKED_BYTES: usize = 262144
/** Room for a tile of 4 × 8 elements. */
export const TILE_BYTES: usize = 128
/** Four zeros and four more, the start of sums that start at zero. */
export const ZERO_BYTES: usize = 32

export let zeros: usize = 0
export let tile: usize = 0
export let packed: usize = 0

/** Whether every load checks its bounds by itself, as a process without a trap handler does: fewer of them are faster then. */
export let areLoadsChecked: bool = false

/** Bytes that `useScratch` must be given. Packing reads and writes whole vectors, so a little more than it keeps. */
export function scratchBytes(): usize {
  return ZERO_BYTES + TILE_BYTES + PACKED_BYTES + 256
}

/** @param pointer zeroed memory of `scratchBytes()` bytes, 16-byte aligned */
export function useScratch(pointer: usize, loadsAreChecked: bool): void {
  areLoadsChecked = loadsAreChecked
  zeros = pointer
  tile = pointer + ZERO_BYTES
  packed = tile + TILE_BYTES
  writeConstants()
}
