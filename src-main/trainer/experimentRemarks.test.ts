/** Numbers that the precision of a run changes: refused or remarked on, each by its path. */
import { describe, expect, test } from 'vitest'
import { type Experiment, parseExperiment } from '../contract/experiment'
import { experimentRemarks } from './experimentRemarks'
import { registry } from './registry'
import { trainToEnd } from './testing/trainToEnd'

const bowl = { kind: 'quadratic', eigenvalues: [1, 1], start: [0, 1] } as const

function parsed(document: object) {
  return parseExperiment(
    { schemaVersion: 1, problem: bowl, precision: 'float32', budget: { steps: 5 }, ...document },
    registry,
  )
}

function refusals(document: object) {
  const result = parsed(document)
  return result.ok || result.error.kind !== 'invalidInput' ? [] : result.error.problems
}

function sound(document: object): Experiment {
  const result = parsed(document)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const zero = 'must not be 0 in float32, whose smallest number is 1.4e-45; take a larger one, or float64'
const ruleText = (equation: string, declared = '') =>
  `title mine\nparam learningRate = 0.1\n${declared}slot s = 0\ns = 0.9*s + 0.1*g^2\n${equation}`

describe('a number that becomes 0 where there must be none, or infinite, is refused', () => {
  test.each([
    [{ optimizer: { kind: 'rmsprop', epsilon: 1e-46 } }, 'optimizer.epsilon', `= 1e-46, ${zero}`],
    [{ optimizer: { kind: 'sgd', clipNorm: 1e-46 } }, 'optimizer.clipNorm', `= 1e-46, ${zero}`],
    [{ optimizer: { kind: 'sgd', clipValue: 1e-46 } }, 'optimizer.clipValue', `= 1e-46, ${zero}`],
    [{ optimizer: { kind: 'sgd' }, schedule: { kind: 'oneCycle', peak: 1e-46 } }, 'schedule.peak', `= 1e-46, ${zero}`],
    [{ optimizer: { kind: 'adafactor', smallestSize: 1e-60 } }, 'optimizer.smallestSize', `= 1e-60, ${zero}`],
    [
      { optimizer: { kind: 'adam', exceptions: [{ parameters: 'x', epsilon: 1e-46 }] } },
      'optimizer.exceptions[0].epsilon',
      `= 1e-46, ${zero}`,
    ],
    [
      {
        optimizer: {
          kind: 'rule',
          text: ruleText('w = w - learningRate*g/(sqrt(s) + epsilon)', 'param epsilon = 1e-8 in (0, inf)\n'),
          epsilon: 1e-46,
        },
      },
      'optimizer.epsilon',
      `= 1e-46, ${zero}`,
    ],
    [
      {
        optimizer: {
          kind: 'rule',
          text: ruleText('w = w - learningRate*g/(sqrt(s) + gain)', 'param gain = 1\n'),
          gain: 1e39,
        },
      },
      'optimizer.gain',
      '= 1e+39, must not be infinite in float32, whose largest number is 3.4e38; take a smaller one, or float64',
    ],
    [
      { optimizer: { kind: 'rule', text: ruleText('w = w - learningRate*g/(sqrt(s) + 1e-46)') } },
      'optimizer.text',
      'line 5, column 35: 1e-46 would be 0 in float32, whose smallest number is 1.4e-45; take another number, or float64',
    ],
    [
      { optimizer: { kind: 'rule', text: ruleText('w = w - learningRate*g/(sqrt(s) + 1e40*s)') } },
      'optimizer.text',
      'line 5, column 35: 1e+40 would be infinite in float32, whose largest number is 3.4e38; take another number, or float64',
    ],
  ])('%j', (document, path, message) => {
    expect(refusals(document)).toEqual([{ path, message }])
    expect(refusals({ ...document, precision: 'float64' })).toEqual([])
  })

  test('a literal that is used up in float64 before it meets an element is none of them', () => {
    const equation = 'w = w - learningRate*(1e-30*1e-30/1e-60 + 1 - 1e-50^t)*g'
    expect(refusals({ optimizer: { kind: 'rule', text: ruleText(`${equation} + 0*s`) } })).toEqual([])
  })
})

describe('a number that acts as another one is remarked on', () => {
  test.each([
    [
      { optimizer: { kind: 'sgd', learningRate: 1e-50 } },
      'optimizer.learningRate',
      '= 1e-50 is 0 in float32, whose smallest number is 1.4e-45',
    ],
    [
      { optimizer: { kind: 'sgd', weightDecay: 1e-50 } },
      'optimizer.weightDecay',
      '= 1e-50 is 0 in float32, whose smallest number is 1.4e-45',
    ],
    [{ optimizer: { kind: 'adam', beta2: 0.99999999 } }, 'optimizer.beta2', '= 0.99999999 is 1 in float32'],
    [
      { optimizer: { kind: 'sgd' }, schedule: { kind: 'cosine', floor: 1e-50 } },
      'schedule.floor',
      '= 1e-50 is 0 in float32, whose smallest number is 1.4e-45',
    ],
    [
      { problem: { ...bowl, start: [1e-50, 1] }, optimizer: { kind: 'sgd' } },
      'problem.start[0]',
      '= 1e-50 is 0 in float32, whose smallest number is 1.4e-45',
    ],
    [
      { optimizer: { kind: 'rmsprop', epsilon: 1e-30 } },
      'optimizer.epsilon',
      '= 1e-30 divides alone where a gradient is below 3.7e-23, whose square is 0 in float32: such steps are as large as α·g/ε',
    ],
    [
      { optimizer: { kind: 'sgd' }, schedule: { kind: 'oneCycle', warmupFraction: 0.1 } },
      'schedule.warmupFraction',
      '= 0.1 puts the peak before the first step, as in PyTorch: the largest rate of a cycle of 5 steps is 0.987 of the peak',
    ],
  ])('%j', (document, path, message) => {
    expect(experimentRemarks(sound(document))).toEqual([{ path, message }])
  })

  test('inside of the root the least ε is held by the root, and in float64 1e-30 is enough', () => {
    expect(
      experimentRemarks(sound({ optimizer: { kind: 'rmsprop', epsilon: 1e-30, epsilonPlacement: 'inside' } })),
    ).toEqual([])
    expect(experimentRemarks(sound({ precision: 'float64', optimizer: { kind: 'rmsprop', epsilon: 1e-30 } }))).toEqual(
      [],
    )
  })

  test('every optimizer and schedule at its defaults, and every preset but Hinton’s, is not remarked on', () => {
    for (const { kind, presets = [] } of registry.optimizers) {
      if (kind === 'rule') continue
      for (const { title, values } of [{ title: '', values: {} }, ...presets]) {
        const remarks = experimentRemarks(sound({ optimizer: { kind, ...values } }))
        expect(remarks.length, `${kind} ${title}`).toBe(title === 'Hinton' ? 1 : 0)
      }
    }
    for (const { kind } of registry.schedules) {
      if (kind === 'reduceOnPlateau') continue
      expect(
        experimentRemarks(sound({ budget: { steps: 100 }, schedule: { kind }, optimizer: { kind: 'adam' } })),
        kind,
      ).toEqual([])
    }
  })
})

test('what the remark on ε says is so: a gradient whose square is 0 in float32 steps by α·g/ε', async () => {
  const document = sound({
    problem: { ...bowl, eigenvalues: [1e-25, 1], start: [1, 1] },
    optimizer: { kind: 'rmsprop', learningRate: 0.001, epsilon: 1e-30 },
    budget: { steps: 1 },
  })
  const { parameters } = await trainToEnd(document)
  expect(parameters[0]!.values[0]).toBeCloseTo(1 - 0.001 * (1e-25 / 1e-30), 3)
})
