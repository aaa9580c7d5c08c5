/**
 * Copies eight (or four) columns of B, of kc steps of k, into one panel that is read from end to end.
 *
 * Columns beyond the last hold whatever follows in memory: sums of such columns are never stored. The memory must
 * therefore go on for at least 64 bytes behind every matrix.
 */

/** B is row-major in k: bRow bytes from one k to the next. */
export function packRows8(panel: usize, b: usize, bRow: usize, kc: i32): void {
  for (; kc > 0; kc--) {
    v128.store(panel, v128.load(b))
    v128.store(panel, v128.load(b, 16), 16)
    panel += 32
    b += bRow
  }
}

export function packRows4(panel: usize, b: usize, bRow: usize, kc: i32): void {
  for (; kc > 0; kc--) {
    v128.store(panel, v128.load(b))
    panel += 16
    b += bRow
  }
}

/**
 * B is given transposed: one column of it is kc neighbouring elements, bColumn bytes from one column to the next.
 * Writes up to three steps of k more than asked, so the panel needs that room.
 *
 * @param columns how many of the panel's columns there are; the others repeat the first
 * @param width of the panel, 4 or 8
 */
export function packColumns(panel: usize, b: usize, bColumn: usize, kc: i32, columns: i32, width: i32): void {
  transpose4(panel, b, bColumn, kc, columns, width)
  if (width == 8) transpose4(panel + 16, b + 4 * bColumn, bColumn, kc, columns - 4, width)
}

function transpose4(panel: usize, b: usize, bColumn: usize, kc: i32, columns: i32, width: i32): void {
  let r0 = b
  let r1 = columns > 1 ? b + bColumn : b
  let r2 = columns > 2 ? b + 2 * bColumn : b
  let r3 = columns > 3 ? b + 3 * bColumn : b
  const step = (<usize>width) << 2
  for (; kc > 0; kc -= 4) {
    const x0 = v128.load(r0)
    const x1 = v128.load(r1)
    const x2 = v128.load(r2)
    const x3 = v128.load(r3)
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
    const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
    const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
    v128.store(panel, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
    v128.store(panel + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
    v128.store(panel + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
    v128.store(panel + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
    panel += 4 * step
    r0 += 16
    r1 += 16
    r2 += 16
    r3 += 16
  }
}
