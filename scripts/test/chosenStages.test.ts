import { expect, test } from 'vitest'
import { chosenStages } from './chosenStages.mjs'
import { stages } from './suites.mjs'

const chosen = (...words: string[]) =>
  chosenStages(stages(), words)
    .flat()
    .map(({ name }) => name)

test('without words every suite runs, in its stage', () => {
  expect(chosenStages(stages(), []).map((stage) => stage.length)).toEqual(stages().map((stage) => stage.length))
})

test('the words of CONTRIBUTING each name what they say', () => {
  expect(chosen('lint')).toEqual(['format and lint'])
  expect(chosen('unit')).toEqual(['unit'])
  expect(chosen('types')).toHaveLength(4)
  expect(chosen('directions')).toEqual(['directions'])
  expect(chosen('build', 'e2e')).toEqual(['build', 'e2e'])
})

test('a word that names no suite is refused with those there are, also beside one that does', () => {
  expect(() => chosen('unti')).toThrow('suite = unti, must begin a word of: build, format and lint, unit, types')
  expect(() => chosen('unit', 'lnit')).toThrow('suite = lnit')
})
