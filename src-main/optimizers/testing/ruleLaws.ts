/**
 * Laws of single rules, by the names that definitions claim them by in `checkedAgainst`: first steps, bounds of s_dW,
 * and what makes no difference. What every optimizer must keep is in `conformance.ts`.
 */
import fc from 'fast-check'
import { expect } from 'vitest'
import { createGenerator } from '../../engine/generator'
import type { OptimizerDefinition } from '../optimizer'
import { gradientRows } from './gradientRows'
import { largestRelativeDifference, type Settings, settingsOf, train, trainDefinition } from './trainOptimizer'

/** Throws where the optimizer does not keep it. */
type Law = (definition: OptimizerDefinition) => void

const magnitude = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
const start = [1, 2, 3, 4, 5, 6]

export const ruleLaws: Readonly<Record<string, Law>> = {
  'the first step is α/√(1 − β₂), whatever the gradient': ({ kind }) => {
    fc.assert(
      fc.property(magnitude, fc.boolean(), fc.constantFrom(0.9, 0.99, 0.999), (size, isNegative, beta2) => {
        const settings = settingsOf({ kind, learningRate: 0.1, beta2, epsilon: 1e-14 })
        const moved = train(settings, [0], [[isNegative ? -size : size]]).weights[0]![0]!
        const expected = ((isNegative ? 1 : -1) * 0.1) / Math.sqrt(1 - beta2)
        expect(Math.abs(moved / expected - 1)).toBeLessThan(1e-9)
      }),
    )
  },

  'the first step is α': ({ kind }) => {
    expect(firstSteps(settingsOf({ kind, learningRate: 0.1, epsilon: 1e-15 }))).toBeLessThan(1e-9)
  },

  'the first step is α/β₁': ({ kind }) => {
    const settings = settingsOf({ kind, learningRate: 0.1 * 0.8, beta1: 0.8, epsilon: 1e-30 })
    expect(firstSteps(settings)).toBeLessThan(1e-9)
  },

  'scaling g leaves the path unchanged as ε → 0': ({ kind }) => {
    const sizes = fc.array(magnitude, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: -8, max: 8 }), (list, power) => {
        const settings = settingsOf({ kind, learningRate: 0.1, epsilon: 1e-300 })
        const path = (factor: number) =>
          train(
            settings,
            [1],
            list.map((size) => [size * factor]),
          ).weights
        expect(largestRelativeDifference(path(1), path(4 ** power))).toBeLessThan(1e-12)
      }),
    )
  },

  '0 ≤ s_dW ≤ max g²': ({ kind }) => {
    eachElement(settingsOf({ kind }), (values, gradients) => {
      const largest = Math.max(...gradients.map((g) => g * g))
      for (const s of values) {
        expect(s).toBeGreaterThanOrEqual(0)
        expect(s).toBeLessThanOrEqual(largest * (1 + 1e-12))
      }
    })
  },

  'the largest s_dW never falls': ({ kind }) => {
    eachElement(
      settingsOf({ kind, amsgrad: true, beta2: 0.5 }),
      (values) => {
        values.forEach((value, step) => {
          expect(value).toBeGreaterThanOrEqual(values[step - 1] ?? 0)
        })
      },
      'sMax',
    )
  },

  's_dW moves by at most (1 − β₂)·g² at a step': ({ kind }) => {
    eachElement(settingsOf({ kind, beta2: 0.75, initialAccumulator: 1 }), (values, gradients) => {
      values.forEach((s, step) => {
        const before = values[step - 1] ?? 1
        expect(Math.abs(s - before)).toBeLessThanOrEqual(0.25 * gradients[step]! ** 2 + 1e-15 * Math.max(before, s))
        expect(s).toBeGreaterThanOrEqual(0)
      })
    })
  },

  'a centred variance is never negative': ({ kind }) => {
    const noise = createGenerator(1, 'gradients')
    const gradients = Array.from({ length: 5000 }, () => [1 + 3e-4 * noise.nextNormal()])
    for (const epsilonPlacement of ['outside', 'inside']) {
      const settings = settingsOf({ kind, centered: true, beta2: 0.99, epsilonPlacement })
      const { weights, slots } = train(settings, [0], gradients, 'float32')
      const isNegative = slots.s!.some(([s], step) => Math.fround(s! - Math.fround(slots.gAvg![step]![0]! ** 2)) < 0)
      expect(isNegative, 'rounding makes s − gAvg² negative').toBe(true)
      expect(weights.flat().every(Number.isFinite), 'and the step finite still').toBe(true)
    }
  },

  'α inside or outside of the momentum is one at a constant α and two under a decaying one': (definition) => {
    const path = (momentumForm: string, rates: readonly number[]) => {
      const settings = settingsOf({ kind: definition.kind, momentum: 0.9, momentumForm })
      return trainDefinition(definition, settings, [1], [[1], [0.5], [-0.25], [0.75]], { rates }).weights
    }
    const constant = [0.1, 0.1, 0.1, 0.1]
    expect(largestRelativeDifference(path('inside', constant), path('outside', constant))).toBeLessThan(1e-14)
    const decaying = [0.1, 0.05, 0.025, 0.0125]
    expect(path('inside', decaying)[0]).toEqual(path('outside', decaying)[0])
    expect(largestRelativeDifference(path('inside', decaying), path('outside', decaying))).toBeGreaterThan(0.1)
  },

  'bias corrected it is Adam with β₁ = 0': ({ kind }) => {
    samePaths(
      settingsOf({ kind, biasCorrection: true, beta2: 0.99, learningRate: 0.1 }),
      settingsOf({ kind: 'adam', beta1: 0, beta2: 0.99, learningRate: 0.1 }),
      1e-12,
    )
  },

  'without decay it is Adam, bit for bit': ({ kind }) => {
    samePaths(settingsOf({ kind, weightDecay: 0 }), settingsOf({ kind: 'adam' }), 0)
  },

  'without momentum it is gradient descent': ({ kind }) => {
    samePaths(settingsOf({ kind, beta1: 0 }), settingsOf({ kind: 'sgd' }), 0)
  },

  'averaged, it is the heavy ball with dampening β₁ from the first step': ({ kind }) => {
    samePaths(
      settingsOf({ kind, beta1: 0.8, averaged: true }),
      settingsOf({ kind, beta1: 0.8, dampening: 0.8, firstStep: 'dampened' }),
      0,
    )
  },

  'step t under a constant gradient is α/√t': ({ kind }) => {
    fc.assert(
      fc.property(magnitude, (size) => {
        const gradients = Array.from({ length: 30 }, () => [size])
        const { weights } = train(settingsOf({ kind, learningRate: 0.1, epsilon: 1e-30 }), [0], gradients)
        weights.forEach(([w], step) => {
          const moved = (step === 0 ? 0 : weights[step - 1]![0]!) - w!
          expect(Math.abs((moved * Math.sqrt(step + 1)) / 0.1 - 1)).toBeLessThan(1e-9)
        })
      }),
    )
  },

  'the first steps do not divide by s_dW': ({ kind }) => {
    const settings = settingsOf({ kind, learningRate: 0.1, beta1: 0 })
    const { weights } = train(
      settings,
      [0, 0],
      Array.from({ length: 6 }, () => [3, -1e-3]),
    )
    const steps = weights.map(([w], step) => (step === 0 ? 0 : weights[step - 1]![0]!) - w!)
    for (const step of steps.slice(0, 5)) expect(Math.abs(step / 0.3 - 1)).toBeLessThan(1e-12)
    expect(steps[5]).toBeLessThan(0.1)
  },

  'every step is −α, 0 or α': ({ kind }) => {
    fc.assert(
      fc.property(gradientRows, (gradients) => {
        const { weights } = train(settingsOf({ kind, learningRate: 0.25, weightDecay: 0 }), start, gradients)
        weights.forEach((row, step) => {
          row.forEach((w, index) => {
            expect([-0.25, 0, 0.25]).toContain(w - (weights[step - 1] ?? start)[index]! + 0)
          })
        })
      }),
    )
  },

  'the size of the gradient does not matter, only its sign': ({ kind }) => {
    fc.assert(
      fc.property(gradientRows, fc.constantFrom(1e-200, 1e-3, 7, 1e200), (gradients, factor) => {
        const scaled = gradients.map((row) => row.map((g) => Math.sign(g) * factor))
        const settings = settingsOf({ kind })
        expect(train(settings, start, scaled).weights).toEqual(train(settings, start, gradients).weights)
      }),
    )
  },

  'at a constant α, x is the mean of every z': ({ kind }) => {
    fc.assert(
      fc.property(gradientRows, (gradients) => {
        const { slots } = train(settingsOf({ kind, learningRate: 0.01 }), start, gradients)
        slots.x!.forEach((row, step) => {
          row.forEach((x, index) => {
            const sum = slots.z!.slice(0, step + 1).reduce((total, z) => total + z[index]!, 0)
            const scale = Math.max(...slots.z!.slice(0, step + 1).map((z) => Math.abs(z[index]!)))
            expect(Math.abs(x - sum / (step + 1))).toBeLessThanOrEqual(1e-12 * scale)
          })
        })
      }),
    )
  },
}

/** How far the first steps of two elements, of very different gradients, are from 0.1 against them. */
function firstSteps(settings: Settings): number {
  return largestRelativeDifference(train(settings, [0, 0], [[3, -1e-3]]).weights, [[-0.1, 0.1]])
}

function samePaths(first: Settings, second: Settings, tolerance: number): void {
  fc.assert(
    fc.property(gradientRows, (gradients) => {
      const paths = [first, second].map((settings) => train(settings, start, gradients).weights)
      expect(largestRelativeDifference(paths[0]!, paths[1]!)).toBeLessThanOrEqual(tolerance)
    }),
  )
}

/** Calls with the values of a slot, and the gradients, of each element over the steps. */
function eachElement(
  settings: Settings,
  look: (values: readonly number[], gradients: readonly number[]) => void,
  slot = 's',
): void {
  fc.assert(
    fc.property(gradientRows, (gradients) => {
      const { slots } = train(settings, [0, 0, 0, 0, 0, 0], gradients)
      for (let element = 0; element < 6; element++) {
        look(
          slots[slot]!.map((row) => row[element]!),
          gradients.map((row) => row[element]!),
        )
      }
    }),
  )
}
