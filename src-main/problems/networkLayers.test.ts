/** Layers, losses and regularisation as a document asks for them. */
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../contract/field'
import { memberSchema } from '../contract/fieldSchema'
import { datasets } from '../datasets'
import { createArena } from '../engine/arena'
import { initialisers } from '../engine/initialisers'
import { layers as engineLayers } from '../engine/layers'
import { activations } from '../engine/layers/activations'
import { losses } from '../engine/losses'
import { createProblems } from './index'
import { layers } from './layers'
import { networkFields } from './networkFields'
import { encodeTargets, lossMisfit } from './networkLoss'
import { networkInputShape } from './networkShape'

const problems = createProblems(datasets)
const registry = { problems, datasets, layers, optimizers: [], schedules: [], diagnostics: [] }
const schema = memberSchema('problems', registry)
const last = { kind: 'dense', units: 10 }
const conv = { kind: 'conv2d', filters: 2 }
const onMnist = (...own: object[]) => ({ kind: 'network', dataset: { kind: 'mnist' }, layers: own })
const onMoons = (...own: object[]) => ({ kind: 'network', dataset: { kind: 'twoMoons', samples: 60 }, layers: own })

function messagesOf(document: object): string[] {
  const parsed = schema.safeParse(document)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

function built(document: object, seed = 1) {
  const settings: Readonly<Record<string, FieldValue>> = schema.parse(document)
  const problem = problems.find(({ kind }) => kind === 'network')!.build(settings, { seed, precision: 'float32' })
  const arena = createArena('float32', problem.declarations)
  problem.bind(arena)
  problem.initialise()
  return { problem, arena }
}

describe('the lists', () => {
  test('a document can name every layer, activation, initialiser and loss of the engine, and no other', () => {
    const optionsOf = (kind: string, field: string) => {
      const found = layers.find((layer) => layer.kind === kind)!.fields[field]!
      return found.type === 'choice' ? found.options.map(({ value }) => value) : []
    }
    expect(layers.map(({ kind }) => kind).sort()).toEqual(Object.keys(engineLayers).sort())
    expect(optionsOf('activation', 'activation').sort()).toEqual(Object.keys(activations).sort())
    for (const kind of ['dense', 'conv2d']) {
      expect(optionsOf(kind, 'initialiser').sort()).toEqual(Object.keys(initialisers).sort())
    }
    expect(networkFields.loss.options.map(({ value }) => value).sort()).toEqual(['auto', ...Object.keys(losses)].sort())
  })

  test('every layer with its defaults alone trains on images', () => {
    for (const { kind } of layers) {
      const { problem, arena } = built({
        ...onMnist({ kind }, last),
        dataset: { kind: 'mnist', limit: 20 },
        batchSize: 4,
      })
      expect(Number.isFinite(problem.lossAndGradient(1))).toBe(true)
      expect(arena.gradients.every(Number.isFinite)).toBe(true)
    }
  })
})

test('an example of two dimensions is an image of one channel', () => {
  expect([[28, 28], [3, 8, 8], [4]].map(networkInputShape)).toEqual([[1, 28, 28], [3, 8, 8], [4]])
})

describe('what does not fit is refused where it stands', () => {
  test.each([
    [
      onMnist(conv, { kind: 'maxPool2d', size: 9 }, conv, { kind: 'conv2d', kernel: 5, padding: 'valid' }, last),
      'layers[3] conv2d: a 5×5 kernel does not fit a 3×3 image; it must be at most 3, or padding = same',
    ],
    [
      onMoons(conv, { kind: 'dense', units: 1 }),
      'layers[0] conv2d: the input [2] is no image; it must be [channels, height, width]',
    ],
    [
      onMoons({ kind: 'residual', layers: [{ kind: 'dense', units: 3 }] }, { kind: 'dense', units: 1 }),
      'layers[0] residual: the inner layers make [3] of an input of [2]; to be added to it, it must keep that shape',
    ],
    [
      onMoons({
        kind: 'residual',
        layers: [
          { kind: 'dense', name: 'a', units: 2 },
          { kind: 'dense', name: 'a', units: 2 },
        ],
      }),
      'layers[0].layers[1].name = "a", is the name of layers[0].layers[0] too; names must differ',
    ],
    [
      onMoons({ kind: 'residual', layers: [{ kind: 'dense', units: 0 }] }),
      'layers.0.layers.0.units = 0, must be a whole number in [1, 65536]',
    ],
    [onMnist(conv), 'layers make 1568 outputs, must be 10, one for each class'],
    [
      { ...onMnist({ kind: 'conv2d', filters: 4096, kernel: 1 }, { kind: 'maxPool2d', size: 28 }, last) },
      'layers hold 3220250 numbers an example, 824384000 for 256 rows; it must be at most 500000000',
    ],
    [
      { ...onMoons({ kind: 'dense', units: 1 }), labelSmoothing: 0.1 },
      'labelSmoothing = 0.1, must be 0: the loss is binaryCrossEntropy, and only softmaxCrossEntropy is smoothed',
    ],
    [{ ...onMnist(last), l2: -1 }, 'l2 = -1, must be a number in [0, 1000000]'],
    [{ ...onMnist(last), huberDelta: 0 }, 'huberDelta = 0, must be a number in (0, 1000000]'],
    [onMnist({ kind: 'dropout', rate: 1 }, last), 'layers.0.rate = 1, must be a number in [0, 1)'],
  ])('%j', (document, message) => {
    expect(messagesOf(document)).toEqual([message])
  })
})

describe('losses', () => {
  const regression = { kind: 'regression', inputShape: [3], outputs: 2 } as const
  const classes = { kind: 'classification', inputShape: [3], outputs: 3 } as const

  test.each(['meanSquaredError', 'meanAbsoluteError', 'huber'] as const)('%s fits values and classes', (loss) => {
    expect(lossMisfit(loss, regression, 2)).toBeNull()
    expect(lossMisfit(loss, classes, 3)).toBeNull()
    expect(encodeTargets(loss, regression, 2).width).toBe(1)
    expect(encodeTargets(loss, classes, 3).width).toBe(3)
  })

  test('a cross-entropy of values is refused with those that fit', () => {
    expect(lossMisfit('softmaxCrossEntropy', regression, 2)).toEqual({
      of: 'loss',
      message:
        '= softmaxCrossEntropy, must be one of meanSquaredError, meanAbsoluteError, huber: the data are no classes',
    })
  })

  test('with every weight zero, Huber of targets 0 and 1 is half the absolute error, and less beyond its δ', () => {
    const zeros = onMoons({ kind: 'dense', units: 1, initialiser: 'zeros' })
    const share = built({ ...zeros, loss: 'meanAbsoluteError', batchSize: 1000 }).problem.lossAndGradient(1)
    expect(built({ ...zeros, loss: 'huber', batchSize: 1000 }).problem.lossAndGradient(1)).toBeCloseTo(share / 2, 14)
    const slack = built({ ...zeros, loss: 'huber', huberDelta: 0.5, batchSize: 1000 }).problem.lossAndGradient(1)
    expect(slack).toBeCloseTo(share * 0.5 * 0.75, 14)
  })

  test('L2 is part of the loss that is trained, and of no evaluation', () => {
    const document = { ...onMoons({ kind: 'dense', units: 1, initialiser: 'constant', constant: 2 }), batchSize: 1000 }
    const plain = built(document)
    const held = built({ ...document, l2: 0.25 })
    expect(held.problem.lossAndGradient(1)).toBeCloseTo(plain.problem.lossAndGradient(1) + 0.5 * 0.25 * 8, 12)
    expect(held.problem.evaluate('test')).toEqual(plain.problem.evaluate('test'))
  })
})

describe('what layers remember', () => {
  const own = [
    { kind: 'dense', units: 4 },
    { kind: 'batchNorm' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 1 },
  ]

  test('running statistics and streams, taken from one problem to another, give the same steps', () => {
    const first = built(onMoons(...own))
    for (let step = 1; step <= 3; step++) first.problem.lossAndGradient(step)
    const second = built(onMoons(...own), 1)
    for (let step = 1; step <= 3; step++) second.problem.lossAndGradient(step)
    const saved = first.problem.state!
    expect(saved.tensors.map(({ name }) => name)).toEqual(['batchNorm1.runningMean', 'batchNorm1.runningVariance'])
    expect(saved.generators.map(({ name }) => name)).toEqual(['dropout1'])
    const spoilt = second.problem.state!
    for (const { values } of spoilt.tensors) values.fill(7)
    for (const { generator } of spoilt.generators) generator.nextUint32()
    expect(second.problem.evaluate('test')).not.toEqual(first.problem.evaluate('test'))
    saved.tensors.forEach(({ values }, index) => {
      spoilt.tensors[index]!.values.set(values)
    })
    saved.generators.forEach(({ generator }, index) => {
      spoilt.generators[index]!.generator.restore(generator.state())
    })
    expect(second.problem.evaluate('test')).toEqual(first.problem.evaluate('test'))
    expect(second.problem.lossAndGradient(4)).toBe(first.problem.lossAndGradient(4))
    expect(second.arena.gradients).toEqual(first.arena.gradients)
  })

  test('the loss again is that of the last step, also after an evaluation, and moves nothing', () => {
    const { problem } = built(onMoons(...own))
    const undisturbed = built(onMoons(...own)).problem
    expect(() => problem.lossAgain()).toThrow('no step was made yet')
    for (let step = 1; step <= 3; step++) {
      const loss = problem.lossAndGradient(step)
      expect(loss).toBe(undisturbed.lossAndGradient(step))
      problem.evaluate('validation')
      expect(problem.lossAgain()).toBe(loss)
    }
  })
})
