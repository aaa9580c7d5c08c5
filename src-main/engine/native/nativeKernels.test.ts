/**
 * Every instruction set of this processor is held to the reference. Without a C compiler there is none to hold, and what
 * is left is the law that everything then runs on WebAssembly.
 */
import { describe, expect, test } from 'vitest'
import { nativeAddon } from '../../trainer/nativeAddon'
import { createKernels } from '../kernels/createKernels'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { relu } from '../layers/activations/relu'
import { testProducts } from '../testing/productLaws'
import { firstDifference } from '../testing/sameBits'
import { KernelMemory } from '../wasm/kernelMemory'
import { wasmKernels } from '../wasm/wasmKernels'
import { type NativeAddon, nativeAddonOf, withVariant } from './nativeAddon'
import { nativeKernels } from './nativeKernels'

const { addon } = nativeAddon()
const variants = addon === null ? [] : addon.variants.map(({ name }) => ({ name, chosen: withVariant(addon, name) }))

function kernelsOf(chosen: NativeAddon) {
  const memory = new KernelMemory()
  return nativeKernels(chosen, wasmKernels(memory), memory, 0)
}

describe.each(variants)('$name', ({ chosen }) => {
  const fast = kernelsOf(chosen)
  testProducts(fast)

  test('bias and ReLU on the store are the product from the bias, then ReLU', () => {
    const [rows, inputs, units] = [37, 530, 41]
    const [Y, X, W, b] = [rows * units, rows * inputs, inputs * units, units].map((length, seed) =>
      Float32Array.from({ length }, (_, index) => ((index * 7 + seed * 13) % 31) - 15),
    )
    const [out, x, w, start] = [Y, X, W, b].map((values) => {
      const array = fast.allocate('float32', values!.length)
      array.set(values!)
      return array
    })
    fast.dense.forwardRectified(out!, x!, w!, start!, rows, inputs, units)
    const expected = new Float32Array(rows * units)
    typescriptKernels('float32').dense.forward(expected, X!, W!, b!, rows, inputs, units)
    relu.forward(expected, expected, expected.length, 0)
    expect(firstDifference(out!, expected)).toBe(null)
    expect(expected.some((value) => value > 0)).toBe(true)
  })

  test('denormal products and sums are kept', () => {
    const [a, b, out] = [1, 1, 1].map((length) => fast.allocate('float32', length))
    a![0] = 1.1754943508222875e-38
    b![0] = 0.5
    fast.products.plain(out!, a!, b!, 1, 1, 1)
    expect(out![0]).toBe(5.877471754111438e-39)
  })

  test('an array from elsewhere and one too short are refused', () => {
    const inside = fast.allocate('float32', 4)
    expect(() => fast.products.plain(inside, new Float32Array(4), inside, 2, 2, 2)).toThrow('outside of the kernels’')
    expect(() => fast.products.plain(inside, inside, inside, 2, 3, 2)).toThrow('array.length = 4, must be ≥ 6')
  })

  test('memory that grows keeps its address', () => {
    const memory = new KernelMemory()
    const before = chosen.addressOf(new Uint8Array(memory.memory.buffer))
    memory.allocate('float64', 5_000_000)
    expect(chosen.addressOf(new Uint8Array(memory.memory.buffer))).toBe(before)
  })
})

test('native kernels are what was asked for where they are, and WebAssembly where they are not', () => {
  expect(createKernels('native', 'float32', { addon }).backend).toBe(addon === null ? 'wasm' : 'native')
  expect(createKernels('native', 'float32', { addon: null }).backend).toBe('wasm')
  expect(createKernels('native', 'float64', { addon }).backend).toBe('typescript')
})

test.each([{}, null, undefined, { interface: 0 }])('an addon of other sources is refused (%o)', (loaded) => {
  expect(() => nativeAddonOf(loaded)).toThrow('must be 1')
})

test('an instruction set that is not there is refused by name', () => {
  const none: NativeAddon = { variants: [], fastest: addon?.fastest as NativeAddon['fastest'], addressOf: () => 0 }
  expect(() => withVariant(none, 'avx1024')).toThrow('variant = avx1024, must be one of')
})
