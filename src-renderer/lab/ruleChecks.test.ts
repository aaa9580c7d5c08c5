import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { createFakeMain } from '../train/testing/fakeMain'

// Modules of its own for each test: nothing asked, nothing known.
let ruleCheckOf: typeof import('./ruleChecks').ruleCheckOf
let typedRuleCheckOf: typeof import('./ruleChecks').typedRuleCheckOf
let answer: (() => void)[] = []

function fakeMain() {
  const check = () => new Promise((resolve) => answer.push(() => resolve({ definition: null, problems: [] })))
  return createFakeMain([['rules.check', check]])
}
const textsOf = (main: ReturnType<typeof fakeMain>) =>
  main.asked.map(({ input }) => (typeof input === 'object' && input !== null && 'text' in input ? input.text : input))

beforeEach(async () => {
  vi.resetModules()
  ;({ ruleCheckOf, typedRuleCheckOf } = await import('./ruleChecks'))
  answer = []
})

it('of the texts typed while a question is under way, the last one alone is asked about', async () => {
  const main = fakeMain()
  for (const text of ['t', 'ti', 'tit', 'titl']) typedRuleCheckOf(text)
  expect(textsOf(main)).toEqual(['t'])
  answer.shift()?.()
  await flushPromises()
  expect(textsOf(main)).toEqual(['t', 'titl'])
  answer.shift()?.()
  await flushPromises()
  expect(typedRuleCheckOf('titl')).toEqual({ definition: null, problems: [] })
  expect(typedRuleCheckOf('tit')).toBeUndefined()
  expect(textsOf(main)).toEqual(['t', 'titl', 'tit'])
})

it('a text typed back to one whose answer is known leaves nothing to ask', async () => {
  const main = fakeMain()
  typedRuleCheckOf('a')
  answer.shift()?.()
  await flushPromises()
  for (const text of ['ab', 'abc', 'a']) typedRuleCheckOf(text)
  answer.shift()?.()
  await flushPromises()
  expect(textsOf(main)).toEqual(['a', 'ab'])
})

it('the texts of runs are all asked about', () => {
  const main = fakeMain()
  for (const text of ['one', 'two', 'one']) ruleCheckOf(text)
  expect(textsOf(main)).toEqual(['one', 'two'])
})
