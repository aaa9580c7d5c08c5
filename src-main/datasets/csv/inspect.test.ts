/** What is found by one pass over a CSV file is what loading it gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { csv } from './csv'

const folder = temporaryFolder()
const settings = (content: string | Uint8Array, given: Readonly<Record<string, FieldValue>>) =>
  settingsOf(csv, { ...given, file: folder.write('any.csv', content) })

const row = fc.tuple(
  fc.constantFrom('1', '2.5', '-3', '4', '5', 'NA'),
  fc.constantFrom('red', 'blue', 'green', ''),
  fc.constantFrom('a', 'b', 'c'),
)
const table = fc
  .array(row, { minLength: 1, maxLength: 12 })
  .map((rows) => `x,colour,y\n${rows.map((fields) => fields.join(',')).join('\n')}`)
const anyText = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '#', '%'), maxLength: 40 })

test('an inspection has the shape and the refusals of the dataset', () => {
  let accepted = 0
  fc.assert(
    fc.property(
      fc.oneof({ weight: 4, arbitrary: table }, { weight: 1, arbitrary: anyText }),
      fc.constantFrom('refuse', 'dropRow', 'mean'),
      fc.constantFrom(0, 3),
      fc.integer({ min: 1, max: 9 }),
      (content, missing, limit, seed) => {
        const given = settings(content, { missing, limit, validationShare: 0.4, testShare: 0.4 })
        let found: object | undefined
        let loaded: object | undefined
        const refusals = [
          refusalOf(() => {
            const { kind, inputShape, outputs, trainingCount } = csv.inspect!(given, seed)
            found = { kind, inputShape, outputs, trainingCount }
          }),
          refusalOf(() => {
            const { kind, inputShape, outputs, parts } = csv.load(given, seed)
            loaded = { kind, inputShape, outputs, trainingCount: parts.training.count }
            accepted++
          }),
        ]
        expect(refusals[0]).toBe(refusals[1])
        expect(found).toEqual(loaded)
      },
    ),
    { numRuns: 500 },
  )
  expect(accepted).toBeGreaterThan(50)
})

test('a column without a value in the training part is refused by an inspection too', () => {
  const rows = Array.from({ length: 10 }, (_, index) => `${index === 4 ? 1 : ''},${index},${index}`)
  const given = settings(`x,z,y\n${rows.join('\n')}`, { missing: 'mean', validationShare: 0.4, testShare: 0.4 })
  const seeds = Array.from({ length: 20 }, (_, seed) => seed)
  const refusals = seeds.map((seed) => refusalOf(() => csv.inspect!(given, seed)))
  expect(new Set(refusals)).toEqual(
    new Set(['', 'misses values in column "x", and its training part has none to average']),
  )
})
