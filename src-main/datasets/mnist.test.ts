/** The bundled files, and folders that are almost like them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Examples } from './dataset'
import { mnist } from './mnist'

const settings = { limit: 0, validationShare: 0.05, scaling: 'byScale', folder: '' }

function inputsOf(examples: Examples, index: number) {
  const inputs = new Float64Array(784)
  examples.readInputs(Uint32Array.of(index), 0, 1, inputs)
  return inputs
}

describe('the bundled files', () => {
  const whole = mnist.load(settings, 1)

  test('hold 60,000 + 10,000 images: 57,000 to train on, 3,000 to validate with, the official test part', () => {
    const { training, validation, test: official } = whole.parts
    expect([training.count, validation.count, official.count]).toEqual([57_000, 3_000, 10_000])
  })

  test('start their test labels with the well-known 7, 2, 1, 0, 4', () => {
    expect([0, 1, 2, 3, 4].map((index) => whole.parts.test.target(index))).toEqual([7, 2, 1, 0, 4])
  })

  test('training part scaled by 1/255 has the known mean 0.1307 and deviation 0.3081 of MNIST', () => {
    let sum = 0
    let squares = 0
    for (let index = 0; index < 5000; index++) {
      for (const value of inputsOf(whole.parts.training, index)) {
        sum += value
        squares += value * value
      }
    }
    const mean = sum / (5000 * 784)
    expect(mean).toBeCloseTo(0.1307, 2)
    expect(Math.sqrt(squares / (5000 * 784) - mean * mean)).toBeCloseTo(0.3081, 2)
  })

  test('training and validation share no image, and the seed decides which is where', () => {
    const again = mnist.load({ ...settings, limit: 200, validationShare: 0.5 }, 1)
    const other = mnist.load({ ...settings, limit: 200, validationShare: 0.5 }, 2)
    const texts = (part: 'training' | 'validation') =>
      Array.from({ length: 100 }, (_, index) => String(inputsOf(again.parts[part], index)))
    expect(new Set([...texts('training'), ...texts('validation')]).size).toBe(200)
    expect(String(inputsOf(other.parts.training, 0))).not.toBe(texts('training')[0])
    expect(other.digest).toBe(again.digest)
  })

  test('a limit is a subset drawn from the seed; the test part stays whole', () => {
    const { parts } = mnist.load({ ...settings, limit: 1000 }, 1)
    expect([parts.training.count, parts.validation.count, parts.test.count]).toEqual([950, 50, 10_000])
  })

  test('standardised, the pixels of the training part have mean 0 and deviation 1, those of the test part nearly', () => {
    const { parts } = mnist.load({ ...settings, limit: 300, scaling: 'standardise' }, 1)
    let sum = 0
    let squares = 0
    for (let index = 0; index < parts.training.count; index++) {
      for (const value of inputsOf(parts.training, index)) {
        sum += value
        squares += value * value
      }
    }
    const pixels = parts.training.count * 784
    expect(sum / pixels).toBeCloseTo(0, 10)
    expect(squares / pixels).toBeCloseTo(1, 10)
  })

  test('none leaves the grey values', () => {
    const { parts } = mnist.load({ ...settings, limit: 20, scaling: 'none' }, 1)
    expect(Math.max(...inputsOf(parts.test, 0))).toBeGreaterThan(200)
  })
})

describe('a folder', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'second-moment-mnist-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function write(name: string, sizes: readonly number[], values: readonly number[]): void {
    const header = [0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, size >> 8, size & 255])]
    writeFileSync(join(folder, name), Uint8Array.from([...header, ...values]))
  }

  function writeAll({ side = 28, labels = [3, 9], label = 0 } = {}): void {
    const pixels = (count: number) => Array.from({ length: count * side * side }, (_, index) => index % 256)
    write('train-images-idx3-ubyte', [2, side, side], pixels(2))
    write('train-labels-idx1-ubyte', [labels.length], labels)
    write('t10k-images-idx3-ubyte', [1, side, side], pixels(1))
    write('t10k-labels-idx1-ubyte', [1], [label])
  }

  const load = (limit = 0) => mnist.load({ ...settings, limit, folder, validationShare: 0 }, 1)

  test('with four sound files is read', () => {
    writeAll()
    const { parts } = load()
    expect([parts.training.count, parts.test.count]).toEqual([2, 1])
    expect([parts.training.target(0), parts.training.target(1)].sort()).toEqual([3, 9])
  })

  test.each([
    [{ side: 27 }, 'train-images-idx3-ubyte holds images of 27 × 27 pixels (byte 8); they must be 28 × 28'],
    [{ labels: [1] }, 'train-labels-idx1-ubyte holds 1 labels (byte 4) for the 2 images'],
    [{ labels: [3, 10] }, 'train-labels-idx1-ubyte has the label 10 at byte 9; it must be in [0, 9]'],
    [{ label: 11 }, 't10k-labels-idx1-ubyte has the label 11 at byte 8; it must be in [0, 9]'],
  ])('%o is refused by file and byte', (flaw, sentence) => {
    writeAll(flaw)
    expect(() => load()).toThrow(sentence)
  })

  test('that holds fewer images than the limit is refused', () => {
    writeAll()
    expect(() => load(3)).toThrow('holds 2 images, fewer than the limit of 3 asked for')
  })

  test('must be a full path', () => {
    expect(mnist.check?.({ ...settings, folder: 'data' })).toEqual([
      { path: 'folder', message: '= "data", must be a full path, or empty for the bundled files' },
    ])
    expect(mnist.check?.({ ...settings, folder: '/data' })).toEqual([])
  })
})
