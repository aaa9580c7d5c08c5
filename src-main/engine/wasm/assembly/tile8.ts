/**
 * Four rows by 8 columns of out: the innermost kernel, its 8 sums in registers.
 *
 * a0 … a3 point at the four rows of A, whose elements follow one another in k.
 * panel holds kc ≥ 1 groups of 8 elements of B. Sums begin at start (rows startRow bytes apart) and end in out (rows
 * outRow bytes apart), not below `floor`: −∞ lets every value through, 0 is ReLU; NaN stays.
 *
 * Eight steps of k a turn, and a way out after each: the branch keeps the compiler from lifting the loads of a later step
 * over the arithmetic of an earlier one, for which there are not registers enough.
 */
export function tile8(
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
  let c01 = v128.load(start, 16)
  let c10 = v128.load(start + startRow)
  let c11 = v128.load(start + startRow, 16)
  let c20 = v128.load(start + 2 * startRow)
  let c21 = v128.load(start + 2 * startRow, 16)
  let c30 = v128.load(start + 3 * startRow)
  let c31 = v128.load(start + 3 * startRow, 16)
  let b0: v128
  let b1: v128
  let x: v128
  for (;;) {
    b0 = v128.load(panel)
    b1 = v128.load(panel, 16)
    x = v128.load32_splat(a0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 32)
    b1 = v128.load(panel, 48)
    x = v128.load32_splat(a0, 4)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 4)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 4)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 4)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 64)
    b1 = v128.load(panel, 80)
    x = v128.load32_splat(a0, 8)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 8)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 8)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 8)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 96)
    b1 = v128.load(panel, 112)
    x = v128.load32_splat(a0, 12)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 12)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 12)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 12)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 128)
    b1 = v128.load(panel, 144)
    x = v128.load32_splat(a0, 16)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 16)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 16)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 16)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 160)
    b1 = v128.load(panel, 176)
    x = v128.load32_splat(a0, 20)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 20)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 20)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 20)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 192)
    b1 = v128.load(panel, 208)
    x = v128.load32_splat(a0, 24)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 24)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 24)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 24)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    b0 = v128.load(panel, 224)
    b1 = v128.load(panel, 240)
    x = v128.load32_splat(a0, 28)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.load32_splat(a1, 28)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.load32_splat(a2, 28)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.load32_splat(a3, 28)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    a0 += 32
    a1 += 32
    a2 += 32
    a3 += 32
    panel += 256
  }
  const f = f32x4.splat(floor)
  v128.store(out, f32x4.pmax(c00, f))
  v128.store(out, f32x4.pmax(c01, f), 16)
  v128.store(out + outRow, f32x4.pmax(c10, f))
  v128.store(out + outRow, f32x4.pmax(c11, f), 16)
  v128.store(out + 2 * outRow, f32x4.pmax(c20, f))
  v128.store(out + 2 * outRow, f32x4.pmax(c21, f), 16)
  v128.store(out + 3 * outRow, f32x4.pmax(c30, f))
  v128.store(out + 3 * outRow, f32x4.pmax(c31, f), 16)
}
