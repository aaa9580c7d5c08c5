/**
 * The twin of `kernels/byteRows.ts`: rows of bytes as the float32 numbers they stand for.
 *
 * Rows lie anywhere in a memory that no cache holds: the lines of several are asked for at once before they are worked on,
 * so that they are waited for together. Measured for 64 images of MNIST in turn: 55 to 64 µs row by row and by table, 17
 * to 27 like this; 7 to 9 where all of them are in the cache.
 */

/** 8 to 64 are alike, 3 is slower. */
const AT_ONCE: i32 = 8
const LINE: i32 = 64

/**
 * Values by the table `scaled`, 256 long.
 *
 * @param rows - their numbers, `count` unsigned integers
 */
export function scaleRows(out: usize, bytes: usize, rows: usize, count: i32, size: i32, scaled: usize): void {
  let touched: i32 = 0
  for (let row: i32 = 0; row < count; row++) {
    if (row % AT_ONCE == 0) touched |= touchRows(bytes, rows, row, min(count, row + AT_ONCE), size)
    scaleByTable(out, rowAt(bytes, rows, row, size), scaled, size)
    out += (<usize>size) << 2
  }
  keep(touched)
}

/** Values b·high + b·low, each operation rounded; see `kernels/linearBytes.ts`. */
export function scaleRowsLinearly(
  out: usize,
  bytes: usize,
  rows: usize,
  count: i32,
  size: i32,
  high: f32,
  low: f32,
): void {
  let touched: i32 = 0
  for (let row: i32 = 0; row < count; row++) {
    if (row % AT_ONCE == 0) touched |= touchRows(bytes, rows, row, min(count, row + AT_ONCE), size)
    scaleLinearly(out, rowAt(bytes, rows, row, size), size, high, low)
    out += (<usize>size) << 2
  }
  keep(touched)
}

// @ts-ignore: decorator
@inline
function rowAt(bytes: usize, rows: usize, row: i32, size: i32): usize {
  return bytes + (<usize>load<u32>(rows + ((<usize>row) << 2))) * (<usize>size)
}

function touchRows(bytes: usize, rows: usize, from: i32, to: i32, size: i32): i32 {
  let seen: i32 = 0
  for (let row = from; row < to; row++) seen |= touch(rowAt(bytes, rows, row, size), size)
  return seen
}

/** One byte of each line; what is read is used for nothing, but must not be left out. */
// @ts-ignore: decorator
@inline
function touch(row: usize, size: i32): i32 {
  let seen: i32 = 0
  for (let at: i32 = 0; at < size; at += LINE) seen |= <i32>load<u8>(row + at)
  return seen
}

/** A byte never sets the sign: nothing happens, which a compiler cannot know of a loaded value's uses. */
// @ts-ignore: decorator
@inline
function keep(touched: i32): void {
  if (touched < 0) unreachable()
}

/** Most of an image is background: sixteen bytes of 0 are four stores of one vector. */
function scaleByTable(out: usize, bytes: usize, scaled: usize, length: i32): void {
  const background = v128.load32_splat(scaled)
  for (; length >= 16; length -= 16) {
    if (v128.any_true(v128.load(bytes))) {
      for (let byte: usize = 0; byte < 16; byte += 4) {
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte))
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 1), 4)
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 2), 8)
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 3), 12)
      }
    } else {
      v128.store(out, background)
      v128.store(out, background, 16)
      v128.store(out, background, 32)
      v128.store(out, background, 48)
    }
    out += 64
    bytes += 16
  }
  for (; length > 0; length--) {
    f32.store(out, valueOf(scaled, bytes))
    out += 4
    bytes++
  }
}

// @ts-ignore: decorator
@inline
function valueOf(scaled: usize, byte: usize): f32 {
  return f32.load(scaled + ((<usize>load<u8>(byte)) << 2))
}

// @ts-ignore: decorator
@inline
function scaleLinearly(out: usize, bytes: usize, length: i32, high: f32, low: f32): void {
  const h = f32x4.splat(high)
  const l = f32x4.splat(low)
  for (; length >= 16; length -= 16) {
    const all = v128.load(bytes)
    const first = i16x8.extend_low_i8x16_u(all)
    const last = i16x8.extend_high_i8x16_u(all)
    v128.store(out, scaleFour(i32x4.extend_low_i16x8_u(first), h, l))
    v128.store(out, scaleFour(i32x4.extend_high_i16x8_u(first), h, l), 16)
    v128.store(out, scaleFour(i32x4.extend_low_i16x8_u(last), h, l), 32)
    v128.store(out, scaleFour(i32x4.extend_high_i16x8_u(last), h, l), 48)
    out += 64
    bytes += 16
  }
  for (; length > 0; length--) {
    const byte = <f32>load<u8>(bytes)
    f32.store(out, byte * high + byte * low)
    out += 4
    bytes++
  }
}

// @ts-ignore: decorator
@inline
function scaleFour(bytes: v128, high: v128, low: v128): v128 {
  const reals = f32x4.convert_i32x4_s(bytes)
  return f32x4.add(f32x4.mul(reals, high), f32x4.mul(reals, low))
}
