/** One of several equal parts of the work. */
export interface Share {
  /** from 0 */
  readonly index: number
  readonly count: number
}

/**
 * Where a share of `length` things starts, a multiple of `multiple` but for the end; share `index` ends where
 * `index + 1` starts, the last one at `length`.
 */
export function startOfShare(length: number, index: number, count: number, multiple: number): number {
  if (index >= count) return length
  return Math.min(length, Math.floor((length * index) / (count * multiple)) * multiple)
}
