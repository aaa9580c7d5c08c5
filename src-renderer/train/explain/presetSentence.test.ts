import { expect, it } from 'vitest'
import type { Catalogue } from '../../../src-main/contract/definition'
import { nearestPreset } from './nearestPreset'
import { presetMarksOf } from './presetMarks'
import { presetSentence } from './presetSentence'
import { exampleOptimizer } from './testing/exampleOptimizer'

const catalogue: Catalogue = {
  problems: [],
  optimizers: [exampleOptimizer],
  schedules: [],
  datasets: [],
  layers: [],
  diagnostics: [],
}

function sentenceOf(settings: object): string {
  const nearest = nearestPreset(exampleOptimizer, settings)
  return nearest === undefined ? '' : presetSentence(nearest, catalogue)
}

it('the nearest preset is named with what differs from it, up to three settings by name', () => {
  expect(sentenceOf({ beta2: 0.99 })).toBe('As in Torch.')
  expect(sentenceOf({ beta2: 0.99, epsilonPlacement: 'inside' })).toBe('Keras, but ε = 1e-8.')
  expect(sentenceOf({ beta2: 0.98, epsilon: 1e-6 })).toBe('Torch, but β₂ = 0.98, ε = 1e-6.')
  expect(sentenceOf({ beta2: 0.98, epsilon: 1e-6, initial: 1, momentum: 0.9 })).toBe(
    'Nearest to Torch: 4 settings differ.',
  )
})

it('fields that differ are marked by their path with what the preset has', () => {
  const marks = presetMarksOf({ kind: 'example', beta2: 0.98 }, catalogue)
  expect([...marks]).toEqual([['optimizer.beta2', 'Torch: 0.99']])
  expect(presetMarksOf({ kind: 'unknown' }, catalogue).size).toBe(0)
})
