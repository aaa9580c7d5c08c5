import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponential } from '../../../engine/mathematics/exponential'
import { logarithm } from '../../../engine/mathematics/logarithm'
import { power } from '../../../engine/mathematics/power'
import { KernelMemory } from '../../../engine/wasm/kernelMemory'
import { webAssembly } from '../../../engine/wasm/webAssembly'
import { encodeModule } from '../encodeModule'
import { type CalledOperation, calledFunction } from './calledFunctions'

const { memory } = new KernelMemory()

function compiled(operation: CalledOperation): (...numbers: number[]) => number {
  const module = new webAssembly.Module(encodeModule([calledFunction(operation)]))
  return (new webAssembly.Instance(module, { env: { memory } }).exports as { step: () => number }).step
}

const edges = [
  ...[0, 1, 0.5, 2, 3, 1.5, Math.SQRT2, Math.SQRT1_2, 5e-324, 2.2250738585072014e-308, 1e-310, 2 ** -28, 2 ** -53],
  ...[709.782712893384, 709.7827128933841, 745.1332191019411, 745.1332191019412, 708.5, 0.34657359027997264],
  ...[1023, 1024, 1074, 1075, 2 ** 31, 2 ** 31 + 2, 2 ** 53, 2 ** 53 + 2, 2 ** 64, 2 ** 65, Number.MAX_VALUE],
  ...[1 + 2 ** -21, 1 - 2 ** -21, 1 + 2 ** -20, 1 - 2 ** -20, 1 + 2 ** -52, 1 - 2 ** -53, 1 / 3, Infinity, Number.NaN],
].flatMap((value) => [value, -value])
/** Numbers whose upper fraction is where an algorithm changes its way, or one off. */
const atThreshold = fc
  .record({
    fraction: fc.constantFrom(0x3988e, 0xbb67a, 0x6a09e, 0),
    off: fc.integer({ min: -1, max: 1 }),
    exponent: fc.oneof(fc.constantFrom(1022, 1023, 1024), fc.integer({ min: 1, max: 2046 })),
    low: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })
  .map(({ fraction, off, exponent, low }) => {
    const words = new DataView(new ArrayBuffer(8))
    words.setInt32(0, (exponent << 20) | ((fraction + off) & 0xfffff))
    words.setUint32(4, low)
    return words.getFloat64(0)
  })
const real = fc.oneof(
  atThreshold,
  fc.constantFrom(...edges),
  fc.double(),
  fc.double({ min: -750, max: 750 }),
  fc.double({ min: -2, max: 2 }),
  fc.integer({ min: -1100, max: 1100 }),
)

describe('compiled functions give the bits of their twins', () => {
  it.each([
    ['exp', exponential],
    ['log', logarithm],
  ] as const)('%s', (operation, twin) => {
    const run = compiled(operation)
    for (const x of edges) expect(run(x), `${operation}(${x})`).toBe(twin(x))
    fc.assert(
      fc.property(real, (x) => {
        expect(run(x)).toBe(twin(x))
      }),
      { numRuns: 20_000 },
    )
  })

  it('power', () => {
    const run = compiled('power')
    for (const x of edges) for (const y of edges) expect(run(x, y), `${x}^${y}`).toBe(power(x, y))
    fc.assert(
      fc.property(real, real, (x, y) => {
        expect(run(x, y)).toBe(power(x, y))
      }),
      { numRuns: 20_000 },
    )
  })

  it('power near 1, where exponents may be huge', () => {
    const run = compiled('power')
    const nearOne = fc.double({ min: -1, max: 1 }).map((distance) => 1 + distance * 2 ** -19)
    fc.assert(
      fc.property(nearOne, fc.double({ min: -1e13, max: 1e13 }), (x, y) => {
        expect(run(x, y)).toBe(power(x, y))
      }),
      { numRuns: 20_000 },
    )
  })
})
