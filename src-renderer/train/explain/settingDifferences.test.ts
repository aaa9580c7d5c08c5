import { describe, expect, it } from 'vitest'
import { nearestPreset } from './nearestPreset'
import { settingDifferences, settingsInCommon } from './settingDifferences'
import { exampleOptimizer, exampleSide } from './testing/exampleOptimizer'

function names(left: Record<string, unknown>, right: Record<string, unknown>): readonly string[] {
  return settingDifferences(exampleSide(left), exampleSide(right)).map(({ name }) => name)
}

describe('settingDifferences', () => {
  it('what is left out is at its default, and the same is no difference', () => {
    expect(names({}, { beta2: 0.9, epsilonPlacement: 'outside' })).toEqual([])
  })

  it('a switch changes the equations, a number does not', () => {
    const differences = settingDifferences(exampleSide(), exampleSide({ epsilonPlacement: 'inside', beta2: 0.99 }))
    expect(differences.map(({ name, left, right, isStructural }) => [name, left, right, isStructural])).toEqual([
      ['beta2', 0.9, 0.99, false],
      ['epsilonPlacement', 'outside', 'inside', true],
    ])
  })

  it('what cannot be seen in the equations is no difference: α and a momentum that is not there', () => {
    expect(names({}, { momentumForm: 'inside' })).toEqual([])
    expect(names({ momentum: 0.9 }, { momentum: 0.9, momentumForm: 'inside' })).toEqual(['momentumForm'])
    expect(names({}, { momentum: 0.9 })).toEqual(['momentum'])
  })

  it('what a slot starts from and what stands outside of the equations count', () => {
    expect(names({}, { initial: 1 })).toEqual(['initial'])
    expect(names({}, { clipNorm: 5 })).toEqual(['clipNorm'])
  })

  it('between two definitions, what only one of them has is undefined for the other', () => {
    const { beta2: _, ...fields } = exampleOptimizer.fields
    const rule = 's = s + g^2\nw = w - learningRate*g / (sqrt(s) + epsilon)'
    const other = { ...exampleSide(), definition: { ...exampleOptimizer, fields, rule, ruleLines: undefined } }
    const differences = settingDifferences(exampleSide(), other)
    expect(differences.map(({ name, left, right }) => [name, left, right])).toEqual([['beta2', 0.9, undefined]])
  })
})

it('settings in common are those that the equations of both name', () => {
  const common = settingsInCommon(exampleSide(), exampleSide({ beta2: 0.5 })).map(({ name }) => name)
  expect(common).toEqual(['learningRate', 'epsilon', 'initial'])
})

describe('nearestPreset', () => {
  it('other numbers are nearer than other equations', () => {
    expect(nearestPreset(exampleOptimizer, { epsilonPlacement: 'inside', beta2: 0.99, epsilon: 1e-8 })).toMatchObject({
      preset: { title: 'Keras' },
      differences: [{ name: 'epsilon', left: 1e-8, right: 1e-7 }],
    })
  })

  it('a preset that leaves the rate open does not differ in it', () => {
    expect(nearestPreset(exampleOptimizer, { learningRate: 0.5, beta2: 0.99 })?.differences).toEqual([])
  })

  it('without presets there is none', () => {
    expect(nearestPreset({ ...exampleOptimizer, presets: undefined }, {})).toBeUndefined()
  })
})
