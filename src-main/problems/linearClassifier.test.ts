/** Logistic and softmax regression: their optimum by Newton's method in another language, and what they refuse. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { memberSchema } from '../contract/fieldSchema'
import { datasets } from '../datasets'
import { createArena } from '../engine/arena'
import { createProblems } from './index'
import { layers } from './layers'

interface Case {
  readonly kind: 'softmaxRegression' | 'logisticRegression'
  readonly l2: number
  readonly firstLoss: number
  /** One row an output. */
  readonly weights: readonly (readonly number[])[]
  readonly biases: readonly number[]
  readonly loss: number
}

const problems = createProblems(datasets)
const registry = { problems, datasets, layers, optimizers: [], schedules: [], diagnostics: [] }
const schema = memberSchema('problems', registry)
const whole = { validationShare: 0, testShare: 0, scaling: 'none' } as const
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('./testdata/regression.json', import.meta.url), 'utf8'),
)
const file = fileURLToPath(new URL('./testdata/twoClasses.csv', import.meta.url))
const datasetOf = {
  softmaxRegression: { kind: 'iris', ...whole },
  logisticRegression: { kind: 'csv', file, target: 'class', ...whole },
} as const

function built(document: { readonly kind: string }) {
  const settings = schema.parse(document)
  const definition = problems.find(({ kind }) => kind === document.kind)!
  const problem = definition.build(settings, { seed: 1, precision: 'float64' })
  const arena = createArena('float64', problem.declarations)
  problem.bind(arena)
  problem.initialise()
  return { problem, arena, definition, settings }
}

function messagesOf(document: object): string[] {
  const parsed = schema.safeParse(document)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

describe.each(cases)('$kind', ({ kind, l2, firstLoss, weights, biases, loss }) => {
  const document = { kind, dataset: datasetOf[kind], l2, batchSize: 150 }

  test('starts at zero, with log of the number of classes as its loss', () => {
    const { problem, arena } = built(document)
    expect(arena.values.every((value) => value === 0)).toBe(true)
    expect(problem.lossAndGradient(1)).toBeCloseTo(firstLoss, 14)
  })

  test("at Newton's optimum the loss is his to 1e-12 and the gradient zero", () => {
    const { problem, arena } = built(document)
    const [w, b] = arena.parameters
    const inputs = weights[0]!.length
    expect([w!.shape, b!.shape]).toEqual([[inputs, weights.length], [weights.length]])
    arena.view(w!).set(Array.from({ length: inputs }, (_, input) => weights.map((row) => row[input]!)).flat())
    arena.view(b!).set(biases)
    expect(Math.abs(problem.lossAndGradient(1) / loss - 1)).toBeLessThan(1e-12)
    for (const slope of arena.gradients) expect(Math.abs(slope)).toBeLessThan(1e-12)
  })

  test('gradient descent from zero comes down to that loss', () => {
    const { problem, arena } = built(document)
    const rate = 0.1
    let last = Number.POSITIVE_INFINITY
    for (let step = 1; step <= 5000; step++) {
      last = problem.lossAndGradient(step)
      for (let index = 0; index < arena.values.length; index++) {
        arena.values[index] = arena.values[index]! - rate * arena.gradients[index]!
      }
    }
    expect(last).toBeGreaterThanOrEqual(loss * (1 - 1e-12))
    expect(last - loss).toBeLessThan(0.05 * (firstLoss - loss))
  })

  test('is a network of that one layer, bit for bit', () => {
    const layer = { kind: 'dense', name: 'output', units: weights.length, initialiser: 'zeros' }
    const same = built({ ...document, kind: 'network', layers: [layer] } as { readonly kind: string })
    const own = built(document)
    expect(own.problem.declarations).toEqual(same.problem.declarations)
    expect(own.problem.lossAndGradient(1)).toBe(same.problem.lossAndGradient(1))
    expect([...own.arena.gradients]).toEqual([...same.arena.gradients])
  })
})

test('an epoch has as many steps as the built problem says; of own files that is not known beforehand', () => {
  for (const [kind, dataset, isKnown] of [
    ['softmaxRegression', { kind: 'iris' }, true],
    ['logisticRegression', { kind: 'twoMoons', samples: 100 }, true],
    ['logisticRegression', datasetOf.logisticRegression, false],
  ] as const) {
    const { problem, definition, settings } = built({ kind, dataset, batchSize: 7 } as { readonly kind: string })
    expect(definition.stepsPerEpoch?.(settings, 1)).toBe(isKnown ? problem.stepsPerEpoch : null)
  }
})

test.each([
  [{ kind: 'logisticRegression', dataset: { kind: 'iris' } }, 'dataset (iris) has 3 classes, must have 2'],
  [{ kind: 'softmaxRegression', dataset: { kind: 'penguinMass' } }, 'dataset (penguinMass) has values to predict'],
  [{ kind: 'softmaxRegression', layers: [] }, 'layers is not known here; known are kind, dataset, l2, batchSize'],
  [{ kind: 'softmaxRegression', l2: -1 }, 'l2 = -1, must be a number in [0, 1000000]'],
])('%j is refused', (document, message) => {
  expect(messagesOf(document).join('\n')).toContain(message)
})

test('a file of three classes is refused for logistic regression when it is read', () => {
  const dataset = { ...datasetOf.logisticRegression, target: 'a' }
  expect(() => built({ kind: 'logisticRegression', dataset } as { readonly kind: string })).toThrow()
})
