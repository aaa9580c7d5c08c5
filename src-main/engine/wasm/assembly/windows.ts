/**
 * Where the windows of a convolution or a pooling lie (`kernels/imageWindows.ts`): nine i32 that the set-up wrote, in the
 * order of these offsets.
 */

// @ts-ignore: decorator
@inline
export function channelsOf(windows: usize): i32 {
  return load<i32>(windows)
}

// @ts-ignore: decorator
@inline
export function heightOf(windows: usize): i32 {
  return load<i32>(windows, 4)
}

// @ts-ignore: decorator
@inline
export function widthOf(windows: usize): i32 {
  return load<i32>(windows, 8)
}

// @ts-ignore: decorator
@inline
export function sizeOf(windows: usize): i32 {
  return load<i32>(windows, 12)
}

// @ts-ignore: decorator
@inline
export function strideOf(windows: usize): i32 {
  return load<i32>(windows, 16)
}

// @ts-ignore: decorator
@inline
export function outputHeightOf(windows: usize): i32 {
  return load<i32>(windows, 20)
}

// @ts-ignore: decorator
@inline
export function outputWidthOf(windows: usize): i32 {
  return load<i32>(windows, 24)
}

// @ts-ignore: decorator
@inline
export function topOf(windows: usize): i32 {
  return load<i32>(windows, 28)
}

// @ts-ignore: decorator
@inline
export function leftOf(windows: usize): i32 {
  return load<i32>(windows, 32)
}

/** x with at·stride ≥ from first: ⌈from/stride⌉, from 0 on. */
export function firstAtLeast(from: i32, stride: i32): i32 {
  return from <= 0 ? 0 : (from + stride - 1) / stride
}
