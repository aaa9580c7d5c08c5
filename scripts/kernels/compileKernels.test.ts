import { expect, test } from 'vitest'
import { decodeBase64 } from '../../src-main/engine/wasm/decodeBase64'
import { kernelBytes } from '../../src-main/engine/wasm/kernelBytes'
import { measureBytes } from '../../src-main/engine/wasm/measureBytes'
import { compileKernels, modules } from './compileKernels.mjs'

const held = { kernelBytes, measureBytes }

test.each(modules)(
  '$name, as the engine holds it, is that of the sources (npm run kernels)',
  async ({ entry, name }) => {
    const compiled = Buffer.from(await compileKernels(entry)).toString('base64')
    expect(Object.entries(held).find(([held]) => held === name)?.[1] === compiled).toBe(true)
  },
)

test('the bytes come back as they were written', () => {
  expect(Buffer.from(decodeBase64(kernelBytes)).toString('base64')).toBe(kernelBytes)
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length) & 255)
    expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
  }
})
