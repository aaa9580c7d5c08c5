/**
 * erf x = 2/√π·∫₀ˣ e^(−t²) dt in float64, error below 1 unit in the last place.
 *
 *   |x| < 0.84375          x + x·P(x²)/Q(x²)
 *   0.84375 ≤ |x| < 1.25   c + A(s)/B(s), s = |x| − 1, c = erf 1 rounded to float32
 *   1.25 ≤ |x| < 6         1 − e^(−z²−0.5625)·e^((z−x)(z+x)+R(1/x²)/S(1/x²))/|x|, z = |x| without its low word
 *   6 ≤ |x|                ±1
 *
 * Limits: NaN stays NaN, ±0 stays ±0, ±∞ → ±1.
 * Source: `s_erf.c`, fdlibm 5.3. Copyright (C) 1993 Sun Microsystems; "permission to use, copy, modify, and distribute
 * this software is freely granted, provided that this notice is preserved". Written anew for TypeScript.
 */
import { exponential } from './exponential'
import { withoutLowWord } from './float64Words'

const TWO_TO_MINUS_28 = 3.725290298461914e-9
/** 2/√π − 1 */
const SLOPE_LESS_ONE = 0.1283791670955126
const ERF_ONE = 0.8450629115104675

const P = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5,
] as const
const Q = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6,
] as const
const A = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
] as const
const B = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
] as const
/** R and S for 1.25 ≤ |x| < 1/0.35 */
const R_NEAR = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
] as const
const S_NEAR = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
] as const
/** R and S from 1/0.35 on */
const R_FAR = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
] as const
const S_FAR = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
] as const

export function errorFunction(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude < 0.84375) {
    // multiplied by 16 and back, a product with a denormal would lose bits only once
    if (magnitude < TWO_TO_MINUS_28) return 0.0625 * (16 * x + 16 * SLOPE_LESS_ONE * x)
    const z = x * x
    return x + x * (polynomial(P, z) / polynomial(Q, z))
  }
  if (magnitude < 1.25) {
    const s = magnitude - 1
    const y = ERF_ONE + polynomial(A, s) / polynomial(B, s)
    return x < 0 ? -y : y
  }
  if (Number.isNaN(x)) return x
  const tail = magnitude >= 6 ? 0 : complement(magnitude)
  return x < 0 ? tail - 1 : 1 - tail
}

/** 1 − erf x for 1.25 ≤ x < 6 */
function complement(x: number): number {
  const s = 1 / (x * x)
  const ratio =
    x < 1 / 0.35 ? polynomial(R_NEAR, s) / polynomial(S_NEAR, s) : polynomial(R_FAR, s) / polynomial(S_FAR, s)
  const z = withoutLowWord(x)
  return (exponential(-z * z - 0.5625) * exponential((z - x) * (z + x) + ratio)) / x
}

/** c₀ + z·(c₁ + z·(c₂ + …)) */
function polynomial(coefficients: readonly number[], z: number): number {
  let sum = coefficients[coefficients.length - 1]!
  for (let index = coefficients.length - 2; index >= 0; index--) sum = coefficients[index]! + z * sum
  return sum
}
