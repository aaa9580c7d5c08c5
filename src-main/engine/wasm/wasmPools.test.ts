import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { arbitraryReal, realKinds } from '../testing/arbitraryReals'
import { arbitraryWindows } from '../testing/arbitraryWindows'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays } from '../testing/twinArrays'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const plain = typescriptKernels('float32')
const twins = new TwinArrays(fast.allocate)
const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 4, maxLength: 4 })

const kinds = ['maxPool', 'averagePool'] as const

test.each(realKinds.flatMap((kind) => kinds.map((pool) => [pool, kind] as const)))(
  '%s of %s elements and its gradient, bit for bit the reference',
  (pool, kind) => {
    const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
    fc.assert(
      fc.property(arbitraryWindows, fc.nat({ max: 5 }), gaps, values, values, (windows, planes, gap, some, others) => {
        twins.reset()
        const outputs = planes * windows.outputHeight * windows.outputWidth
        const x = twins.take(some, planes * windows.height * windows.width, gap[0]!)
        const y = twins.take([9], outputs, gap[1]!)
        const dy = twins.take(others, outputs, gap[2]!)
        const dx = twins.take([9], planes * windows.height * windows.width, gap[3]!)
        for (const which of ['reference', 'reached'] as const) {
          const { forward, backward } = (which === 'reached' ? fast : plain)[pool](windows, planes)
          forward(y[which], x[which], planes)
          backward(dx[which], dy[which], planes)
        }
        for (const { reached, reference } of [x, y, dy, dx]) expect(firstDifference(reached, reference)).toBe(null)
        expect(twins.strayWrites()).toBe(0)
      }),
      { numRuns: 300 },
    )
  },
)

test('more planes than a pool remembers are refused', () => {
  const windows = { channels: 1, height: 2, width: 2, size: 2, stride: 2, outputHeight: 1, outputWidth: 1 }
  const pool = fast.maxPool({ ...windows, top: 0, left: 0 }, 3)
  const array = fast.allocate('float32', 16)
  expect(() => pool.forward(array, array, 4)).toThrow('planes = 4, must be ≤ 3')
})
