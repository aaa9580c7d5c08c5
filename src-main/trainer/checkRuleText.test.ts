import { expect, test } from 'vitest'
import { starterRule } from '../contract/ownRules'
import { checkRuleText } from './checkRuleText'

test('a sound text gives the definition that a document with it is checked against, as data', () => {
  const { definition, problems } = checkRuleText(starterRule)
  expect(problems).toEqual([])
  expect(structuredClone(definition)).toEqual(definition)
  expect(definition).toMatchObject({ kind: 'rule', title: 'My rule', slots: { s: { role: 'secondMoment' } } })
  expect(Object.keys(definition?.fields ?? {})).toEqual([
    'text',
    'learningRate',
    'beta2',
    'epsilon',
    'clipValue',
    'clipNorm',
    'exceptions',
  ])
})

test('an unsound one gives every problem with its place', () => {
  const { definition, problems } = checkRuleText('title x\nparam learningRate = 1\nw = w - learningRte*g\nw = (g')
  expect(definition).toBeNull()
  expect(problems.map(({ line, column, length }) => [line, column, length])).toEqual([[4, 7, 1]])
})
