import { expect, test } from 'vitest'
import { exponential32 } from '../mathematics/float32/exponential32'
import { logarithm32, logarithmOnePlus32 } from '../mathematics/float32/logarithm32'
import { specialReals } from '../testing/arbitraryReals'
import { firstDifference } from '../testing/sameBits'
import { instantiateKernels } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const memory = new KernelMemory()
const { exports } = instantiateKernels(memory, false)

test.each([
  { name: 'exponentials', twin: exponential32 },
  { name: 'logarithms', twin: logarithm32 },
  { name: 'logarithmsOnePlus', twin: logarithmOnePlus32 },
] as const)('$name: bit for bit the twin, over all exponents', ({ name, twin }) => {
  const inputs = Float32Array.from([...patterns(9973), ...specialReals])
  const x = memory.allocate('float32', inputs.length)
  const out = memory.allocate('float32', inputs.length)
  x.set(inputs)
  exports[name](out.byteOffset, x.byteOffset, inputs.length)
  expect(firstDifference(out, inputs.map(twin))).toBe(null)
})

/** Every so many'th of the bit patterns of float32. */
function patterns(step: number): Float32Array {
  const words = Uint32Array.from({ length: Math.floor(2 ** 32 / step) }, (_, index) => index * step)
  return new Float32Array(words.buffer)
}
