/**
 * Every preset beside whoever it is named after: paths that `testdata/presets/presets.py` computed with the library itself,
 * or with NumPy from its source. What a preset claims is what runs here, and every preset claims one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Field, FieldValue } from '../contract/field'
import { optimizers } from './index'
import type { OptimizerDefinition } from './optimizer'
import { largestRelativeDifference, settingsOf, trainDefinition } from './testing/trainOptimizer'

interface PresetPaths {
  readonly kind: string
  readonly shape: number[]
  readonly initial: number[]
  readonly gradients: number[][]
  /** α of each step is so many times `learningRate`. */
  readonly rateFactors: number[]
  /** 1e-12 where it is absent; a larger one says why. */
  readonly tolerance?: number
  readonly because?: string
  readonly presets: readonly {
    readonly title: string
    readonly source: string
    readonly learningRate: number
    readonly weights: number[][]
  }[]
}

const folder = new URL('./testdata/presets/', import.meta.url)
const files: readonly PresetPaths[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))

const paths = files.flatMap(({ presets, ...file }) =>
  presets.flatMap((preset) => (['typescript', 'wasm'] as const).map((backend) => ({ ...file, ...preset, backend }))),
)

function definitionOf(kind: string): OptimizerDefinition {
  return optimizers.find((definition) => definition.kind === kind)!
}

test.each(paths)('$kind, $title goes where $source goes, in $backend', (path) => {
  const { kind, title, learningRate, shape, rateFactors, backend, tolerance = 1e-12, because = '' } = path
  expect(tolerance === 1e-12 || (tolerance <= 1e-9 && because.length > 20)).toBe(true)
  const definition = definitionOf(kind)
  const preset = definition.presets?.find((one) => one.title === title)
  const settings = settingsOf({ kind, learningRate, ...preset?.values })
  expect(settings.learningRate, 'the rate of the preset').toBe(learningRate)
  const rates = rateFactors.map((factor) => learningRate * factor)
  const { weights } = trainDefinition(definition, settings, path.initial, path.gradients, { shape, rates, backend })
  expect(largestRelativeDifference(weights, path.weights)).toBeLessThanOrEqual(tolerance)
})

describe.each(optimizers)('$kind', ({ kind, presets = [], fields, checkedAgainst = [] }) => {
  test('every preset claims a path with its source, and no other is claimed', () => {
    const claims = checkedAgainst.filter((checked) => checked.kind === 'preset')
    const there = files.find((file) => file.kind === kind)?.presets ?? []
    expect(claims.map(({ name, source }) => ({ name, source }))).toEqual(
      there.map(({ title, source }) => ({ name: title, source })),
    )
    expect(there.map(({ title }) => title)).toEqual(presets.map(({ title }) => title))
  })

  test('a preset sets everything that matters under it, but a rate that its source leaves open', () => {
    for (const { title, values } of presets) {
      const defaults = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]))
      const settings = { ...defaults, ...values }
      const mattering = Object.entries(fields).filter(([, field]) => matters(field, settings))
      const open = mattering.map(([name]) => name).filter((name) => !Object.hasOwn(values, name))
      expect(
        open.filter((name) => name !== 'learningRate'),
        title,
      ).toEqual([])
    }
  })
})

function matters({ when }: Field, settings: Readonly<Record<string, FieldValue | undefined>>): boolean {
  return [when ?? []]
    .flat()
    .every((condition) =>
      'is' in condition ? settings[condition.field] === condition.is : settings[condition.field] !== condition.isNot,
    )
}
