import { expect, it } from 'vitest'
import { choice, exceptions, type Fields, flag, real } from '../../../src-main/contract/field'
import { visibleFields } from './visibleFields'

const form = choice({ options: [{ value: 'coupled', label: 'coupled' }], default: 'coupled' })
const fields: Fields = {
  decay: real({ default: 0 }),
  decayForm: { ...form, when: { field: 'decay', isNot: 0 } },
  isMean: flag({ default: false }),
  firstStep: {
    ...form,
    when: [
      { field: 'isMean', is: false },
      { field: 'decay', isNot: 0 },
    ],
  },
  exceptions: exceptions({ default: [], maxLength: 4 }),
}
const shown = (member: unknown) => visibleFields(fields, member).map(({ name }) => name)

it('a field that matters only where another is not 0 is hidden until it is not, given or by default', () => {
  expect(shown({})).toEqual(['decay', 'isMean', 'exceptions'])
  expect(shown({ decay: 0 })).not.toContain('decayForm')
  expect(shown({ decay: 0.1 })).toContain('decayForm')
})

it('of several conditions all must hold', () => {
  expect(shown({ decay: 0.1 })).toContain('firstStep')
  expect(shown({ decay: 0.1, isMean: true })).not.toContain('firstStep')
})

it('what one exception sets counts, since the field then matters for its parameters', () => {
  expect(shown({ exceptions: [{ parameters: '*.W', decay: 0.1 }] })).toContain('decayForm')
  expect(shown({ exceptions: [{ parameters: '*.W' }, 3] })).not.toContain('decayForm')
})
