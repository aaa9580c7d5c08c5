import { expect, it } from 'vitest'
import type { Definition } from '../../../src-main/contract/definition'
import { real } from '../../../src-main/contract/field'
import { catalogue } from '../testing/catalogue'
import { catalogueWithRule } from './catalogueWithRule'

it('the rule’s fields stand under the general entry, which keeps its title in the menu', () => {
  const general: Definition = { kind: 'rule', title: 'Own rule', summary: 'Equations.', fields: {} }
  const rule: Definition = {
    kind: 'rule',
    title: 'Drag',
    summary: '',
    fields: { pull: real({}) },
    rule: 'w = w - pull*g',
  }
  const both = { ...catalogue, optimizers: [general] }
  expect(catalogueWithRule(both, rule).optimizers).toEqual([{ ...rule, title: 'Own rule', summary: 'Drag' }])
  expect(catalogueWithRule(both, undefined)).toBe(both)
})
