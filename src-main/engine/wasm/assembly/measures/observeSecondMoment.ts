/**
 * s ← kept·s + taken·g², every operation rounded to float32: the twin of the one in `measures/typescriptMeasures.ts`.
 */
export function observeSecondMoment(s: usize, g: usize, length: i32, kept: f32, taken: f32): void {
  const keep = f32x4.splat(kept)
  const take = f32x4.splat(taken)
  let i: i32 = 0
  for (; i + 4 <= length; i += 4) {
    const x = v128.load(g)
    const observed = f32x4.mul(take, f32x4.mul(x, x))
    v128.store(s, f32x4.add(f32x4.mul(keep, v128.load(s)), observed))
    s += 16
    g += 16
  }
  for (; i < length; i++) {
    const x = load<f32>(g)
    const observed: f32 = taken * (x * x)
    const old: f32 = kept * load<f32>(s)
    store<f32>(s, old + observed)
    s += 4
    g += 4
  }
}
