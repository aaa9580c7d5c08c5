/** Images in either order of axes: which number lands where, what a digest covers, and what a preview says of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../contract/result'
import { datasets } from '../index'
import { previewDataset } from '../previewDataset'
import { allExamples } from '../testing/examplesOf'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { idx } from './idx'
import { npy } from './npy'
import { idxBytes, type NpyOptions, npyBytes } from './testing/arrayBytes'

const folder = temporaryFolder()
const plain = { scaling: 'none', validationShare: 0, testShare: 0 }
const last = { axes: 'channelsLast' }
const registry = { problems: [], optimizers: [], schedules: [], layers: [], datasets, diagnostics: [] }

const [height, width, channels] = [4, 5, 3]
/** A number that says where it is: digits row, column, channel. */
const digits = (y: number, x: number, c: number): number => y * 25 + x * 5 + c
const range = (count: number): number[] => [...Array(count).keys()]
/** Two images, the second 100 more than the first, as an array of height × width × channels lists them. */
const lastFastest = [0, 100].flatMap((more) =>
  range(height).flatMap((y) => range(width).flatMap((x) => range(channels).map((c) => more + digits(y, x, c)))),
)
/** The same as the network is to see them. */
const wanted = [0, 100].map((more) =>
  range(channels).flatMap((c) => range(height).flatMap((y) => range(width).map((x) => more + digits(y, x, c)))),
)
const shape = [2, height, width, channels]
const targets = folder.write('targets.npy', npyBytes([0, 1], { shape: [2], type: 'u1' }))

function files(options: Partial<NpyOptions> = {}, values = lastFastest) {
  return { inputs: folder.write('images.npy', npyBytes(values, { shape, type: 'u1', ...options })), targets }
}
const loaded = (given: object, options: Partial<NpyOptions> = {}, values = lastFastest) =>
  npy.load(settingsOf(npy, { ...plain, ...given, ...files(options, values) }), 1)
const imagesOf = (dataset: ReturnType<typeof loaded>) =>
  allExamples(dataset)
    .map((example) => example.slice(0, -1))
    .sort((a, b) => a[0]! - b[0]!)

describe('images with their channels last', () => {
  test.each<[string, Partial<NpyOptions>]>([
    ['bytes', {}],
    ['numbers of several bytes', { type: 'f4', order: '>' }],
    ['an array in Fortran order', { isFortran: true }],
  ])('as %s become channels × height × width', (_, options) => {
    const dataset = loaded(last, options)
    expect(dataset.inputShape).toEqual([channels, height, width])
    expect(imagesOf(dataset)).toEqual(wanted)
  })

  test('in an IDX file become channels × height × width', () => {
    const images = folder.write('images.idx', idxBytes(lastFastest, shape))
    const labels = folder.write('labels.idx', idxBytes([0, 1], [2]))
    const dataset = idx.load(settingsOf(idx, { ...plain, ...last, images, labels }), 1)
    expect(dataset.inputShape).toEqual([channels, height, width])
    expect(imagesOf(dataset)).toEqual(wanted)
  })

  test('have a fault named by its byte in the file', () => {
    const values = lastFastest.map((value, index) => (index === 7 ? Number.NaN : value))
    expect(refusalOf(() => loaded(last, { type: 'f4' }, values))).toContain(`holds NaN at byte ${128 + 4 * 7}`)
  })

  test.each([
    [[lastFastest.length], 'has 1 axis (byte 60); axes = channelsLast needs 4: examples × height × width × channels'],
    [[2, height, width * channels], 'has 3 axes (byte 60); axes = channelsLast needs 4'],
    [[2, 2, 2, width, channels], 'has 5 axes (byte 60); axes = channelsLast needs 4'],
  ])('are refused in an array of the shape %j', (other, sentence) => {
    expect(refusalOf(() => loaded(last, { shape: other }))).toContain(sentence)
  })
})

describe('images without a setting', () => {
  test('are examples × channels × height × width, as they stand', () => {
    for (const given of [{}, { axes: 'channelsFirst' }]) {
      const dataset = loaded(given)
      expect(dataset.inputShape).toEqual([height, width, channels])
      expect(imagesOf(dataset).flat()).toEqual(lastFastest)
    }
  })

  test('are read so from a document that was stored before there was one', () => {
    const { axes, ...stored } = settingsOf(npy, { ...plain, ...files() })
    expect(axes).toBe('channelsFirst')
    const dataset = npy.load(stored, 1)
    expect(imagesOf(dataset).flat()).toEqual(lastFastest)
    expect(dataset.digest).toBe(loaded({}).digest)
  })

  test('have the digest that they had before there was one; channels last have another', () => {
    const { digest } = loaded({})
    const hash = createHash('sha256')
    for (const file of Object.values(files())) hash.update(readFileSync(file))
    expect(digest).toBe(`sha256:${hash.update('{"task":"auto"}').digest('hex')}`)
    expect(loaded({ axes: 'channelsFirst' }).digest).toBe(digest)
    expect(loaded(last).digest).not.toBe(digest)
  })
})

describe('a preview', () => {
  const preview = (given: object, options: Partial<NpyOptions> = {}, values = lastFastest) =>
    unwrap(previewDataset({ kind: 'npy', ...given, ...files(options, values) }, datasets, registry))

  test('of channels last shows numbers in the order they are read, and the shape of the file', () => {
    const { facts, rows, problems } = preview(last)
    expect(problems).toEqual([])
    expect(facts).toEqual([
      'inputs 2 × 4 × 5 × 3, uint8',
      'targets 2, uint8',
      'read as examples × channels × height × width: images of 3 channels, 4 × 5',
    ])
    expect(rows.map((row) => row.slice(0, 12))).toEqual(wanted.map((image) => image.slice(0, 12).map(String)))
  })

  test('of an array that looks like channels last says how it is read, and which setting reads it otherwise', () => {
    expect(preview({}).facts[2]).toBe('read as examples × channels × height × width: images of 4 channels, 5 × 3')
    expect(preview({}, { shape: [2, 6, 10, 1] }).facts[2]).toBe(
      'read as examples × channels × height × width: images of 6 channels, 10 × 1; for examples × height × width × channels set axes = channelsLast',
    )
  })

  test('of channels last that look like channels first says so too', () => {
    expect(preview(last, { shape: [2, 3, 2, 10] }).facts[2]).toBe(
      'read as examples × channels × height × width: images of 10 channels, 3 × 2; for examples × channels × height × width set axes = channelsFirst',
    )
  })

  test('of grey images names their one channel, and of rows of numbers says nothing about images', () => {
    expect(preview({}, { shape: [2, 6, 10] }).facts[2]).toBe(
      'read as examples × height × width: images of 1 channel, 6 × 10',
    )
    expect(preview({}, { shape: [2, 60] }).facts).toEqual(['inputs 2 × 60, uint8', 'targets 2, uint8'])
  })

  test('of an array that has no channels to be last is a problem', () => {
    expect(preview(last, { shape: [2, 60] }).problems.join()).toContain('axes = channelsLast needs 4')
  })
})

test('the form says in which order images are read', () => {
  for (const { fields } of [npy, idx]) {
    expect(
      Object.values(fields)
        .map(({ help }) => help)
        .join(),
    ).toContain('examples × channels × height × width')
  }
})
