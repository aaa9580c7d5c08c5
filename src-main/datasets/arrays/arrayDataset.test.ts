/** Two array files as a dataset: what is a class, how inputs are scaled, and which files do not belong together. */
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { allExamples, examplesOf } from '../testing/examplesOf'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { idx } from './idx'
import { npy } from './npy'
import { idxBytes, type NpyOptions, npyBytes } from './testing/arrayBytes'

const folder = temporaryFolder()
const plain = { scaling: 'none', validationShare: 0, testShare: 0 }
type Given = Readonly<Record<string, FieldValue>>

interface Arrays {
  readonly inputs: readonly number[]
  readonly inputShape: NpyOptions
  readonly targets: readonly number[]
  readonly targetShape: NpyOptions
}

const three: Arrays = {
  inputs: [1, 2, 3, 4, 5, 6],
  inputShape: { shape: [3, 2] },
  targets: [7, 4, 7],
  targetShape: { shape: [3], type: 'i4' },
}

function loaded(change: Partial<Arrays> = {}, given: Given = {}, seed = 1) {
  const { inputs, inputShape, targets, targetShape } = { ...three, ...change }
  const files = {
    inputs: folder.write('inputs.npy', npyBytes(inputs, inputShape)),
    targets: folder.write('targets.npy', npyBytes(targets, targetShape)),
  }
  return npy.load(settingsOf(npy, { ...plain, ...given, ...files }), seed)
}

const sorted = (rows: number[][]) => rows.sort((a, b) => a[0]! - b[0]!)
const reason = (change: Partial<Arrays>, given: Given = {}) => refusalOf(() => loaded(change, given))

describe('NPY files', () => {
  test('with targets of whole numbers hold classes, in ascending order', () => {
    const dataset = loaded()
    expect(dataset).toMatchObject({ kind: 'classification', inputShape: [2], outputs: 2, classNames: ['4', '7'] })
    expect(sorted(allExamples(dataset))).toEqual([
      [1, 2, 1],
      [3, 4, 0],
      [5, 6, 1],
    ])
  })

  test('have their classes in the order of the numbers, not of their first example or their digits', () => {
    expect(loaded({ targets: [7, -4, 10] }).classNames).toEqual(['-4', '7', '10'])
  })

  test('with targets of fractions hold values, unless the task says otherwise', () => {
    const targetShape = { shape: [3, 1] }
    expect(loaded({ targetShape })).toMatchObject({ kind: 'regression', outputs: 1, classNames: [] })
    expect(loaded({ targetShape }, { task: 'classification' })).toMatchObject({ kind: 'classification', outputs: 2 })
    expect(loaded({}, { task: 'regression' })).toMatchObject({ kind: 'regression' })
  })

  test('keep the shape of an example; of one number it is one', () => {
    expect(loaded({ inputShape: { shape: [3, 1, 2] } }).inputShape).toEqual([1, 2])
    expect(loaded({ inputs: [1, 2, 3], inputShape: { shape: [3] } }).inputShape).toEqual([1])
  })

  test('in either memory order are the same examples', () => {
    const fortran = loaded({ inputShape: { shape: [3, 2], isFortran: true } })
    expect(allExamples(fortran)).toEqual(allExamples(loaded()))
  })

  test('targets are standardised only when asked to', () => {
    const change = { targets: [1, 1, 4], targetShape: { shape: [3] } }
    const scaled = sorted(allExamples(loaded(change, { scaleTargets: true }))).map((row) => row[2])
    const third = Math.SQRT1_2
    for (const [index, wanted] of [-third, -third, 2 * third].entries()) expect(scaled[index]).toBeCloseTo(wanted, 12)
  })

  test('scaled each or whole, the training part has mean 0 and deviation 1', () => {
    const each = examplesOf(loaded({}, { scaling: 'standardise' }), 'training')
    for (const place of [0, 1]) expect(each.reduce((sum, row) => sum + row[place]!, 0)).toBeCloseTo(0, 12)
    const whole = sorted(examplesOf(loaded({}, { scaling: 'standardiseWhole' }), 'training'))
    // 1 … 6: mean 3.5, variance 35/12
    expect(whole[0]![0]).toBeCloseTo(-2.5 / Math.sqrt(35 / 12), 12)
  })

  test.each<[Partial<Arrays>, string]>([
    [{ targets: [1, 2], targetShape: { shape: [2] } }, 'holds 2 targets (byte 60) for the 3 examples of'],
    [{ targets: [1, 2, 3, 4, 5, 6], targetShape: { shape: [3, 2] } }, 'holds 2 numbers an example (byte 60); a target'],
  ])('that do not belong together are refused by byte', (change, sentence) => {
    expect(reason(change)).toContain(sentence)
  })

  test('with more classes than a network can have outputs are refused at the byte of the first too many', () => {
    const targets = Array.from({ length: 1001 }, (_, index) => index)
    const change = {
      targets,
      targetShape: { shape: [1001], type: 'i2' },
      inputs: targets,
      inputShape: { shape: [1001] },
    }
    expect(reason(change as Partial<Arrays>)).toContain('has more than 1000 classes at byte 2128; task = regression')
  })

  test('a limit is drawn from the seed', () => {
    expect(allExamples(loaded({}, { limit: 2 }))).toEqual(allExamples(loaded()).slice(0, 2))
    expect(reason({}, { limit: 4 })).toBe('holds 3 examples, fewer than the limit of 4 asked for')
  })

  test('the digest is that of both files: no seed and no scaling changes it', () => {
    const { digest } = loaded()
    expect(loaded({}, { scaling: 'standardise', limit: 2 }, 9).digest).toBe(digest)
    expect(loaded({ targets: [7, 4, 8] }).digest).not.toBe(digest)
    expect(loaded({ inputs: [1, 2, 3, 4, 5, 7] }).digest).not.toBe(digest)
  })
})

describe('IDX files', () => {
  test('are images and labels, grey values over 255', () => {
    const images = folder.write('images', idxBytes([0, 255, 51, 102], [2, 1, 2]))
    const labels = folder.write('labels', idxBytes([9, 3], [2]))
    const dataset = idx.load(settingsOf(idx, { images, labels, validationShare: 0, testShare: 0 }), 1)
    expect(dataset).toMatchObject({ kind: 'classification', inputShape: [1, 2], outputs: 2, classNames: ['3', '9'] })
    expect(sorted(allExamples(dataset))).toEqual([
      [0, 1, 1],
      [0.2, 0.4, 0],
    ])
  })

  test('that do not belong together are refused by byte', () => {
    const images = folder.write('images', idxBytes([0, 255, 51, 102], [2, 1, 2]))
    const labels = folder.write('labels', idxBytes([9, 3, 1], [3]))
    const load = () => idx.load(settingsOf(idx, { images, labels }), 1)
    expect(refusalOf(load)).toBe(`holds 3 targets (byte 4) for the 2 examples of ${images}`)
  })

  test('paths that are not full are refused before anything is read', () => {
    const problems = idx.check?.({ ...settingsOf(idx, { images: '/a', labels: '/b' }), images: '', labels: 'b' })
    expect(problems?.map(({ path }) => path)).toEqual(['images', 'labels'])
  })
})
