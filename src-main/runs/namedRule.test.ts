import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { unwrap } from '../contract/result'
import { saveRule } from '../store/rules'
import { temporaryLabFile } from '../store/testing/temporaryLabFile'
import { namesRule, withNamedRule } from './namedRule'

function labWithRules() {
  const labFile = temporaryLabFile()
  saveRule(labFile.db, 'mine', 'first', 1)
  saveRule(labFile.db, 'mine', 'second', 2)
  saveRule(labFile.db, 'other', 'third', 3)
  return labFile
}

const naming = (rest: object) => ({ name: 'x', optimizer: { kind: 'rule', ...rest } })

test('the text of the newest version, or of the one named, takes the place of the name; the settings stay', () => {
  const labFile = labWithRules()
  const whole = (rest: object) => unwrap(withNamedRule(naming(rest), labFile))
  expect(whole({ name: 'mine', learningRate: 0.1 })).toEqual(naming({ learningRate: 0.1, text: 'second' }))
  expect(whole({ name: 'mine', version: 1 })).toEqual(naming({ text: 'first' }))
})

test('a document that names no rule stays as it is, whatever it is', () => {
  const labFile = labWithRules()
  for (const document of [
    null,
    3,
    'text',
    [],
    {},
    { optimizer: 3 },
    naming({ text: 'a' }),
    { optimizer: { kind: 'adam', name: 'mine' } },
  ]) {
    expect(namesRule(document)).toBe(false)
    expect(unwrap(withNamedRule(document, labFile))).toBe(document)
  }
})

test.each([
  [
    { name: 'yours' },
    'optimizer.name = "yours", must be the name of a rule in the lab file; there are "mine", "other"',
  ],
  [{ name: 4 }, 'optimizer.name = 4, must be the name of a rule in the lab file; there are "mine", "other"'],
  [{ name: 'mine', version: 7 }, 'optimizer.version = 7, must be one of the versions 1, 2'],
  [
    { name: 'mine', version: '2' },
    'optimizer.version = "2", must be the number of a version, or left out for the newest',
  ],
  [{ name: 'mine', text: 'w' }, 'optimizer.name and optimizer.text cannot both be given'],
])('%j is refused with its path', (rest, message) => {
  const result = withNamedRule(naming(rest), labWithRules())
  expect(result.ok ? '' : sentence(result.error)).toBe(`experiment: ${message}`)
})
