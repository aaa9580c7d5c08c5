import { expect, test } from 'vitest'
import { decodeBase64 } from '../../src-main/engine/wasm/decodeBase64'
import { kernelBytes } from '../../src-main/engine/wasm/kernelBytes'
import { compileKernels } from './compileKernels.mjs'

test('the kernels that the engine holds are those of the sources (npm run kernels)', async () => {
  const compiled = Buffer.from(await compileKernels()).toString('base64')
  expect(kernelBytes === compiled).toBe(true)
})

test('the bytes come back as they were written', () => {
  expect(Buffer.from(decodeBase64(kernelBytes)).toString('base64')).toBe(kernelBytes)
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length) & 255)
    expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
  }
})
