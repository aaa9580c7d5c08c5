import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { arbitraryReal, arbitrarySize } from '../testing/arbitraryReals'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays } from '../testing/twinArrays'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const plain = typescriptKernels('float32')
const twins = new TwinArrays(fast.allocate)

test('copies, sums and products element by element, also in place, bit for bit the reference', () => {
  const values = fc.array(arbitraryReal.anything, { minLength: 1, maxLength: 97 })
  const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(arbitrarySize, fc.nat({ max: 9 }), gaps, values, values, (length, start, gap, some, others) => {
      twins.reset()
      const a = twins.take(some, length, gap[0]!)
      const b = twins.take(others, start + length, gap[1]!)
      const outputs = [2, 3, 4].map((index) => twins.take([9], length, gap[index]!))
      for (const which of ['reference', 'reached'] as const) {
        const { copy, add, multiply } = (which === 'reached' ? fast : plain).elements
        const [copied, sum, product] = outputs.map((output) => output[which])
        copy(copied!, a[which], length)
        add(sum!, a[which], b[which], length)
        multiply(product!, a[which], b[which], start, length)
        add(a[which], a[which], b[which], length)
      }
      for (const { reached, reference } of [a, b, ...outputs]) expect(firstDifference(reached, reference)).toBe(null)
      expect(twins.strayWrites()).toBe(0)
    }),
    { numRuns: 300 },
  )
})
