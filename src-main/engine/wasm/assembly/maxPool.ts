/**
 * The largest number of every window and its gradient: the twin of `kernels/typescriptMaxPool.ts`.
 *
 * Windows of 2 × 2 side by side, as most networks have them, are taken four at a time.
 */
import {
  heightOf,
  leftOf,
  outputHeightOf,
  outputWidthOf,
  sizeOf,
  strideOf,
  topOf,
  widthOf,
} from './windows'

/** @param winners one i32 an output: which of `inputs` it was */
export function maxPoolForward(out: usize, winners: usize, inputs: usize, planes: i32, windows: usize): void {
  const height = heightOf(windows)
  const width = widthOf(windows)
  const rows = outputHeightOf(windows)
  const columns = outputWidthOf(windows)
  const isPaired = arePairs(windows)
  let start: i32 = 0
  for (; planes > 0; planes--) {
    for (let row: i32 = 0; row < rows; row++) {
      if (isPaired) {
        const at = start + 2 * row * width
        for (let column: i32 = 0; column < columns; column += 4) {
          // the last four windows of a line may be some of those before, once more
          const first = min(column, columns - 4)
          const shift = (<usize>first) << 2
          takePairs(out + shift, winners + shift, inputs, at + 2 * first, width)
        }
      } else {
        for (let column: i32 = 0; column < columns; column++) {
          const shift = (<usize>column) << 2
          takeOne(out + shift, winners + shift, inputs, start, row, column, windows)
        }
      }
      out += (<usize>columns) << 2
      winners += (<usize>columns) << 2
    }
    start += height * width
  }
}

export function maxPoolBackward(dx: usize, dy: usize, winners: usize, planes: i32, windows: usize): void {
  memory.fill(dx, 0, (<usize>(planes * heightOf(windows) * widthOf(windows))) << 2)
  for (let count = planes * outputHeightOf(windows) * outputWidthOf(windows); count > 0; count--) {
    const to = dx + ((<usize>load<i32>(winners)) << 2)
    store<f32>(to, load<f32>(to) + load<f32>(dy))
    winners += 4
    dy += 4
  }
}

/** Two lines of two columns, next to one another, nothing of them outside, and four of them at least in a line. */
function arePairs(windows: usize): bool {
  return sizeOf(windows) == 2 && strideOf(windows) == 2 && outputWidthOf(windows) >= 4 && isInside(windows)
}

function isInside(windows: usize): bool {
  return (
    topOf(windows) == 0 &&
    leftOf(windows) == 0 &&
    2 * outputHeightOf(windows) <= heightOf(windows) &&
    2 * outputWidthOf(windows) <= widthOf(windows)
  )
}

/** Four windows from input `at` on. */
// @ts-ignore: decorator
@inline
function takePairs(out: usize, winners: usize, inputs: usize, at: i32, width: i32): void {
  const p = inputs + ((<usize>at) << 2)
  const q = p + ((<usize>width) << 2)
  const p0 = v128.load(p)
  const p1 = v128.load(p, 16)
  const q0 = v128.load(q)
  const q1 = v128.load(q, 16)
  let largest = v128.shuffle<f32>(p0, p1, 0, 2, 4, 6)
  let winner = i32x4.add(i32x4.splat(at), i32x4(0, 2, 4, 6))
  const second = v128.shuffle<f32>(p0, p1, 1, 3, 5, 7)
  const third = v128.shuffle<f32>(q0, q1, 0, 2, 4, 6)
  const fourth = v128.shuffle<f32>(q0, q1, 1, 3, 5, 7)
  const first = winner
  let isMore = wins(second, largest)
  largest = v128.bitselect(second, largest, isMore)
  winner = v128.bitselect(i32x4.add(first, i32x4.splat(1)), winner, isMore)
  isMore = wins(third, largest)
  largest = v128.bitselect(third, largest, isMore)
  winner = v128.bitselect(i32x4.add(first, i32x4.splat(width)), winner, isMore)
  isMore = wins(fourth, largest)
  largest = v128.bitselect(fourth, largest, isMore)
  winner = v128.bitselect(i32x4.add(first, i32x4.splat(width + 1)), winner, isMore)
  v128.store(out, largest)
  v128.store(winners, winner)
}

/** Larger, or a NaN where there was none. */
// @ts-ignore: decorator
@inline
function wins(value: v128, largest: v128): v128 {
  return v128.or(f32x4.gt(value, largest), v128.andnot(f32x4.ne(value, value), f32x4.ne(largest, largest)))
}

function takeOne(out: usize, winners: usize, inputs: usize, start: i32, row: i32, column: i32, windows: usize): void {
  const width = widthOf(windows)
  const stride = strideOf(windows)
  const top = row * stride - topOf(windows)
  const left = column * stride - leftOf(windows)
  const y1 = min(heightOf(windows), top + sizeOf(windows))
  const x1 = min(width, left + sizeOf(windows))
  let winner = start + max(0, top) * width + max(0, left)
  let largest = load<f32>(inputs + ((<usize>winner) << 2))
  for (let y = max(0, top); y < y1; y++) {
    for (let at = start + y * width + max(0, left), end = start + y * width + x1; at < end; at++) {
      const value = load<f32>(inputs + ((<usize>at) << 2))
      if (value > largest || (value != value && largest == largest)) {
        largest = value
        winner = at
      }
    }
  }
  store<f32>(out, largest)
  store<i32>(winners, winner)
}
