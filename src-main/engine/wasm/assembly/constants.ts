/**
 * The numbers of the elementary functions, four times each, at fixed places in the memory's first page.
 *
 * Not as constants in the code: V8 builds each of those from four instructions every time it is met, which made tanh
 * twice as slow; a load from a place known beforehand is one, without a bounds check. Written by `useScratch`.
 */

/** Where the first one is; sixteen bytes each. */
const BASE: usize = 1024

/** what exponentials and logarithms share */
export const LOWEST: usize = BASE
export const HIGHEST: usize = BASE + 16
export const LOG2E: usize = BASE + 2 * 16
export const LN2_HIGH: usize = BASE + 3 * 16
export const LN2_LOW: usize = BASE + 4 * 16
export const HALF: usize = BASE + 5 * 16
export const ONE: usize = BASE + 6 * 16
export const TWO: usize = BASE + 7 * 16
/** 1.5·2²³ */
export const ROUNDER: usize = BASE + 13 * 16
/** tanh of it and of all above is 1 in float32 */
export const TANGENT_HIGHEST: usize = BASE + 14 * 16
/** integers */
export const BIAS: usize = BASE + 8 * 16
export const SIGN: usize = BASE + 9 * 16
export const MANTISSA: usize = BASE + 10 * 16
export const ROOT_HALF: usize = BASE + 11 * 16
export const ROOT_TWO_CARRY: usize = BASE + 12 * 16
/** coefficients, in order of use */
export const EXPONENTIAL: usize = BASE + 16 * 16
export const LOGARITHM: usize = BASE + 24 * 16
export const TANGENT: usize = BASE + 40 * 16
/** |x| up to which tanh is a polynomial */
export const TANGENT_SMALL: usize = BASE + 48 * 16

/** P of the normal distribution, then the scale of its argument */
export const NORMAL: usize = BASE + 49 * 16
/** where GELU is a straight line */
export const GELU_SATURATION: usize = BASE + 59 * 16
/** x from which on downwards eˣ − 1 is −1 */
export const MINUS_ONE_LOWEST: usize = BASE + 60 * 16

export function writeConstants(): void {
  real(LOWEST, -104)
  real(HIGHEST, 89)
  real(LOG2E, 1.44269504088896341)
  real(LN2_HIGH, 0.693359375)
  real(LN2_LOW, -2.12194440e-4)
  real(HALF, 0.5)
  real(ONE, 1)
  real(TWO, 2)
  real(ROUNDER, 12582912)
  real(TANGENT_HIGHEST, 9.1)
  v128.store(BIAS, i32x4.splat(127))
  v128.store(SIGN, i32x4.splat(0x80000000))
  v128.store(MANTISSA, i32x4.splat(0x7fffff))
  v128.store(ROOT_HALF, i32x4.splat(0x3f3504f3))
  v128.store(ROOT_TWO_CARRY, i32x4.splat(0x3f800000 - 0x3f3504f3))
  real(EXPONENTIAL, 1.9875691500e-4)
  real(EXPONENTIAL + 16, 1.3981999507e-3)
  real(EXPONENTIAL + 32, 8.3334519073e-3)
  real(EXPONENTIAL + 48, 4.1665795894e-2)
  real(EXPONENTIAL + 64, 1.6666665459e-1)
  real(EXPONENTIAL + 80, 5.0000001201e-1)
  real(LOGARITHM, 7.0376836292e-2)
  real(LOGARITHM + 16, -1.1514610310e-1)
  real(LOGARITHM + 32, 1.1676998740e-1)
  real(LOGARITHM + 48, -1.2420140846e-1)
  real(LOGARITHM + 64, 1.4249322787e-1)
  real(LOGARITHM + 80, -1.6668057665e-1)
  real(LOGARITHM + 96, 2.0000714765e-1)
  real(LOGARITHM + 112, -2.4999993993e-1)
  real(LOGARITHM + 128, 3.3333331174e-1)
  real(TANGENT, -5.70498872745e-3)
  real(TANGENT + 16, 2.06390887954e-2)
  real(TANGENT + 32, -5.37397155531e-2)
  real(TANGENT + 48, 1.33314422036e-1)
  real(TANGENT + 64, -3.33332819422e-1)
  real(TANGENT_SMALL, 0.625)
  real(NORMAL, 0.111689359)
  real(NORMAL + 16, 0.111959666)
  real(NORMAL + 32, 0.101177827)
  real(NORMAL + 48, 0.0911244899)
  real(NORMAL + 64, 0.0554694943)
  real(NORMAL + 80, 0.0176882334)
  real(NORMAL + 96, 0.07250195)
  real(NORMAL + 112, -0.0846671462)
  real(NORMAL + 128, 0.0230561569)
  real(NORMAL + 144, 0.28)
  real(GELU_SATURATION, 40)
  real(MINUS_ONE_LOWEST, -18)
}

function real(place: usize, value: f32): void {
  v128.store(place, f32x4.splat(value))
}
