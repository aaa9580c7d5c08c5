/**
 * `tile8Transposed` with half as many loads: the elements of all four rows at once, then one after the other out of the
 * register. For processes in which every load checks its bounds by itself, as `tile8Gathered`: 39 GFLOP/s against 33.
 */
export function tile8TransposedGathered(
  a: usize,
  aStep: usize,
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
  let rows: v128
  for (;;) {
    rows = v128.load(a)
    b0 = v128.load(panel)
    b1 = v128.load(panel, 16)
    x = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    a += aStep
    rows = v128.load(a)
    b0 = v128.load(panel, 32)
    b1 = v128.load(panel, 48)
    x = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    a += aStep
    rows = v128.load(a)
    b0 = v128.load(panel, 64)
    b1 = v128.load(panel, 80)
    x = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    a += aStep
    rows = v128.load(a)
    b0 = v128.load(panel, 96)
    b1 = v128.load(panel, 112)
    x = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0)
    c00 = f32x4.add(c00, f32x4.mul(x, b0))
    c01 = f32x4.add(c01, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1)
    c10 = f32x4.add(c10, f32x4.mul(x, b0))
    c11 = f32x4.add(c11, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2)
    c20 = f32x4.add(c20, f32x4.mul(x, b0))
    c21 = f32x4.add(c21, f32x4.mul(x, b1))
    x = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3)
    c30 = f32x4.add(c30, f32x4.mul(x, b0))
    c31 = f32x4.add(c31, f32x4.mul(x, b1))
    if (--kc == 0) break
    a += aStep
    panel += 128
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
