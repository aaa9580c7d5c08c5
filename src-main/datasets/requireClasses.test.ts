/** A target of one class is refused by every dataset of the user's own, in its preview too. */
import { describe, expect, test } from 'vitest'
import { LabFailure } from '../contract/errors'
import type { FieldValue } from '../contract/field'
import { unwrap } from '../contract/result'
import { idxBytes, npyBytes } from './arrays/testing/arrayBytes'
import { datasets } from './index'
import { previewDataset } from './previewDataset'
import { settingsOf } from './testing/settingsOf'
import { temporaryFolder } from './testing/temporaryFolder'

const folder = temporaryFolder()
const registry = { problems: [], optimizers: [], schedules: [], layers: [], datasets, diagnostics: [] }
type Document = Readonly<Record<string, FieldValue>> & { readonly kind: string }

function messageOf({ kind, ...given }: Document): string {
  const definition = datasets.find((candidate) => candidate.kind === kind)!
  try {
    definition.load(settingsOf(definition, given), 1)
  } catch (error) {
    if (error instanceof LabFailure) return error.message
    throw error
  }
  return ''
}
const problemsOf = (document: Document) => unwrap(previewDataset(document, datasets, registry)).problems.join()

const csv = (text: string, given: object = {}): Document => ({
  kind: 'csv',
  file: folder.write('table.csv', text),
  ...given,
})
const inputs = folder.write('inputs.npy', npyBytes([1, 2, 3], { shape: [3] }))
const npy = (targets: readonly number[], type: 'f8' | 'i4' | 'b1', given: object = {}): Document => ({
  kind: 'npy',
  inputs,
  targets: folder.write('targets.npy', npyBytes(targets, { shape: [3], type })),
  ...given,
})
const idx = (labels: readonly number[]): Document => ({
  kind: 'idx',
  images: folder.write('images', idxBytes([1, 2, 3, 4, 5, 6], [3, 1, 2])),
  labels: folder.write('labels', idxBytes(labels, [3])),
})

const file = (name: string) => `the dataset file ${folder.path}/${name} cannot be learned from:`
const nothing = 'there is nothing to tell apart'

describe('one class', () => {
  test.each<[string, () => Document, string]>([
    [
      'a column of texts',
      () => csv('x,y\n1,p\n2,p\n'),
      `${file('table.csv')} column "y" holds one class ("p"); ${nothing}`,
    ],
    [
      'a column of numbers that are classes',
      () => csv('k,x\n7,1\n 7,2\n', { target: 'k', task: 'classification' }),
      `${file('table.csv')} column "k" holds one class ("7"); ${nothing}`,
    ],
    [
      'a column whose other class is in rows that are left out',
      () => csv('x,y\n1,p\n,q\n2,p\n', { missing: 'dropRow' }),
      `${file('table.csv')} column "y" holds one class ("p"); ${nothing}`,
    ],
    [
      'an NPY file of whole numbers',
      () => npy([4, 4, 4], 'i4'),
      `${file('targets.npy')} it holds one class ("4"); ${nothing}`,
    ],
    [
      'an NPY file of booleans',
      () => npy([1, 1, 1], 'b1'),
      `${file('targets.npy')} it holds one class ("1"); ${nothing}`,
    ],
    [
      'an NPY file of fractions that are classes',
      () => npy([0.5, 0.5, 0.5], 'f8', { task: 'classification' }),
      `${file('targets.npy')} it holds one class ("0.5"); ${nothing}`,
    ],
    ['an IDX file', () => idx([9, 9, 9]), `${file('labels')} it holds one class ("9"); ${nothing}`],
  ])('in %s is refused, with the place of the targets', (_, document, message) => {
    expect(messageOf(document())).toBe(message)
    expect(message).toContain(problemsOf(document()))
    expect(problemsOf(document())).toContain('holds one class')
  })

  test('with a long name is shown by its beginning', () => {
    expect(messageOf(csv(`x,y\n1,${'p'.repeat(90)}\n`))).toContain(`one class ("${'p'.repeat(40)}…")`)
  })
})

test('two classes, and one value to predict, are no fault', () => {
  const same = { task: 'regression' }
  for (const document of [csv('x,y\n1,p\n2,q\n'), csv('x,y\n1,5\n2,5\n'), npy([4, 4, 4], 'i4', same), idx([9, 9, 8])]) {
    expect(messageOf({ ...document, validationShare: 0, testShare: 0 })).toBe('')
    expect(problemsOf(document)).toBe('')
  }
})

test('one class in the beginning of a table that was not read whole is no fault of it', () => {
  const start = csv(`x,y\n${'1.25,first\n'.repeat(400_000)}2,second\n`)
  expect(unwrap(previewDataset(start, datasets, registry))).toMatchObject({
    isWhole: false,
    problems: [],
    classes: ['first'],
  })
})
