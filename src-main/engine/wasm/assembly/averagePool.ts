/** The mean of every window and its gradient: the twin of `kernels/typescriptAveragePool.ts`, with its sums in float64. */
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

export function averagePoolForward(out: usize, inputs: usize, planes: i32, windows: usize): void {
  const plane = (<usize>(heightOf(windows) * widthOf(windows))) << 2
  const rows = outputHeightOf(windows)
  const columns = outputWidthOf(windows)
  for (; planes > 0; planes--) {
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        store<f32>(out, <f32>meanOf(inputs, row, column, windows))
        out += 4
      }
    }
    inputs += plane
  }
}

export function averagePoolBackward(dx: usize, dy: usize, planes: i32, windows: usize): void {
  const plane = (<usize>(heightOf(windows) * widthOf(windows))) << 2
  const rows = outputHeightOf(windows)
  const columns = outputWidthOf(windows)
  memory.fill(dx, 0, (<usize>planes) * plane)
  for (; planes > 0; planes--) {
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        addShare(dx, load<f32>(dy), row, column, windows)
        dy += 4
      }
    }
    dx += plane
  }
}

function meanOf(plane: usize, row: i32, column: i32, windows: usize): f64 {
  const width = widthOf(windows)
  const top = row * strideOf(windows) - topOf(windows)
  const left = column * strideOf(windows) - leftOf(windows)
  const y0 = max(0, top)
  const y1 = min(heightOf(windows), top + sizeOf(windows))
  const x0 = max(0, left)
  const x1 = min(width, left + sizeOf(windows))
  let sum: f64 = 0
  for (let y = y0; y < y1; y++) {
    let at = plane + ((<usize>(y * width + x0)) << 2)
    for (let x = x0; x < x1; x++) {
      sum += <f64>load<f32>(at)
      at += 4
    }
  }
  return sum / <f64>((y1 - y0) * (x1 - x0))
}

/** The share stays a float64 until it is added. */
function addShare(plane: usize, gradient: f32, row: i32, column: i32, windows: usize): void {
  const width = widthOf(windows)
  const top = row * strideOf(windows) - topOf(windows)
  const left = column * strideOf(windows) - leftOf(windows)
  const y0 = max(0, top)
  const y1 = min(heightOf(windows), top + sizeOf(windows))
  const x0 = max(0, left)
  const x1 = min(width, left + sizeOf(windows))
  const share = <f64>gradient / <f64>((y1 - y0) * (x1 - x0))
  for (let y = y0; y < y1; y++) {
    let at = plane + ((<usize>(y * width + x0)) << 2)
    for (let x = x0; x < x1; x++) {
      store<f32>(at, <f32>(<f64>load<f32>(at) + share))
      at += 4
    }
  }
}
