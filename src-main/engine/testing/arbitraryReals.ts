/** Float32 numbers as parity tests need them: ordinary ones, many zeros, and everything the format has. */
import fc from 'fast-check'

/** Both zeros, denormals, the ends of the normal range, infinities, NaN, and where elementary functions change form. */
export const specialReals = [
  0,
  -0,
  1.401298464324817e-45,
  -1.401298464324817e-45,
  1.1754942106924411e-38,
  1.1754943508222875e-38,
  -1e-40,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  1,
  -1,
  0.625,
  -0.625,
  Math.SQRT1_2,
  Math.SQRT2,
  88.72283,
  88.72284,
  89,
  -87.33654,
  -103.97208,
  -104,
  1e-8,
].map(Math.fround)

const ordinary = fc.float({ min: -100, max: 100, noNaN: true })

export const arbitraryReal = {
  ordinary,
  halfZero: fc.oneof(fc.constantFrom(0, -0), ordinary),
  anything: fc.oneof(
    { weight: 6, arbitrary: ordinary },
    { weight: 2, arbitrary: fc.float() },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...specialReals),
    },
  ),
} as const

export type RealKind = keyof typeof arbitraryReal

export const realKinds = ['ordinary', 'halfZero', 'anything'] as const satisfies readonly RealKind[]

/** Sizes of matrices: none, one, odd, prime, on both sides of every tile. */
export const arbitrarySize = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 31),
  fc.nat({ max: 70 }),
)
