/**
 * Four rows by 4 columns of out: the innermost kernel, its 4 sums in registers.
 *
 * a0 … a3 point at the four rows of A, whose elements follow one another in k.
 * panel holds kc ≥ 1 groups of 4 elements of B. Sums begin at start (rows startRow bytes apart) and end in out (rows
 * outRow bytes apart), not below `floor`: −∞ lets every value through, 0 is ReLU; NaN stays.
 *
 * Four steps of k a turn, and a way out after each: the branch keeps the compiler from lifting the loads of a later step
 * over the arithmetic of an earlier one, for which there are not registers enough.
 */
export function tile4(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  panel: usize,
  kc: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  floor: f32,
): void {
  let c00 = v128.load(start)
  let c10 = v128.load(start + startRow)
  let c20 = v128.load(start + 2 * startRow)
  let c30 = v128.load(start + 3 * startRow)
  let b0: v128
  let x: v128
  for (;;) {
    b0 = v128.load(panel)
    x = v128.load32_splat(a0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    x = v128.load32_splat(a1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    x = v128.load32_splat(a2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    x = v128.load32_splat(a3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    if (--kc == 0) break
    b0 = v128.load(panel, 16)
    x = v128.load32_splat(a0, 4)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    x = v128.load32_splat(a1, 4)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    x = v128.load32_splat(a2, 4)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    x = v128.load32_splat(a3, 4)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    if (--kc == 0) break
    b0 = v128.load(panel, 32)
    x = v128.load32_splat(a0, 8)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    x = v128.load32_splat(a1, 8)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    x = v128.load32_splat(a2, 8)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    x = v128.load32_splat(a3, 8)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    if (--kc == 0) break
    b0 = v128.load(panel, 48)
    x = v128.load32_splat(a0, 12)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    x = v128.load32_splat(a1, 12)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    x = v128.load32_splat(a2, 12)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    x = v128.load32_splat(a3, 12)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    if (--kc == 0) break
    a0 += 16
    a1 += 16
    a2 += 16
    a3 += 16
    panel += 64
  }
  const f = f32x4.splat(floor)
  v128.store(out, f32x4.pmax(c00, f))
  v128.store(out + outRow, f32x4.pmax(c10, f))
  v128.store(out + 2 * outRow, f32x4.pmax(c20, f))
  v128.store(out + 3 * outRow, f32x4.pmax(c30, f))
}
