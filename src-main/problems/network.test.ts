/** A network as a problem: what a document may ask for, and what it makes of it. */
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../contract/field'
import { memberSchema } from '../contract/fieldSchema'
import { datasets } from '../datasets'
import { createArena } from '../engine/arena'
import { createProblems } from './index'
import { layers } from './layers'
import { encodeTargets } from './networkLoss'

const problems = createProblems(datasets)
const registry = { problems, datasets, layers, optimizers: [], schedules: [], diagnostics: [] }
const schema = memberSchema('problems', registry)
const moons = {
  kind: 'network',
  dataset: { kind: 'twoMoons', samples: 100 },
  layers: [{ kind: 'dense', units: 4 }, { kind: 'activation' }, { kind: 'dense', units: 1 }],
} as const

function messagesOf(document: object): string[] {
  const parsed = schema.safeParse(document)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

function built(document: object, seed = 1) {
  const settings: Readonly<Record<string, FieldValue>> = schema.parse(document)
  const problem = problems.find(({ kind }) => kind === 'network')!.build(settings, { seed, precision: 'float64' })
  const arena = createArena('float64', problem.declarations)
  problem.bind(arena)
  problem.initialise()
  return { problem, arena }
}

describe('what a document may ask for', () => {
  const last = (units: number) => [{ kind: 'dense', units }]
  const iris = { kind: 'iris' }

  test.each([
    ['auto with two classes on one output', {}],
    ['auto with two classes on two outputs', { layers: last(2) }],
    ['binaryCrossEntropy', { loss: 'binaryCrossEntropy' }],
    ['meanSquaredError on one output of two classes', { loss: 'meanSquaredError' }],
    ['meanSquaredError on one output a class', { dataset: iris, layers: last(3), loss: 'meanSquaredError' }],
    ['a last layer of any kind that has parameters', { layers: [{ kind: 'layerNorm' }] }],
    [
      'parameters inside of a residual connection alone',
      { layers: [{ kind: 'residual', layers: [{ kind: 'batchNorm' }] }] },
    ],
    ['softmaxCrossEntropy', { dataset: iris, layers: last(3), loss: 'softmaxCrossEntropy' }],
    ['the default layers and data', { dataset: undefined, layers: undefined }],
  ])('%s', (_, change) => {
    expect(messagesOf({ ...moons, ...change })).toEqual([])
  })

  test.each([
    [{ dataset: iris, layers: last(2) }, 'layers[0].units = 2 in the last layer, must be 3, one for each class'],
    [
      { dataset: iris, layers: last(1), loss: 'binaryCrossEntropy' },
      'loss = binaryCrossEntropy, needs data of two classes (here 3); softmaxCrossEntropy fits',
    ],
    [
      { layers: last(2), loss: 'binaryCrossEntropy' },
      'layers[0].units = 2 in the last layer, must be 1 for binaryCrossEntropy',
    ],
    [
      { layers: last(3), loss: 'meanSquaredError' },
      'layers[0].units = 3 in the last layer, must be 2, one for each class, or 1',
    ],
    [
      { layers: [...last(4), { kind: 'activation' }] },
      'layers[0].units = 4 in the last layer, must be 2, one for each class',
    ],
    [
      { layers: [{ kind: 'activation' }, { kind: 'residual', layers: [{ kind: 'dropout' }] }] },
      'layers must hold at least one layer with parameters, such as dense, conv2d, batchNorm or layerNorm',
    ],
    [
      {
        layers: [
          { kind: 'dense', name: 'a', units: 3 },
          { kind: 'dense', name: 'a', units: 1 },
        ],
      },
      'layers[1].name = "a", is the name of layers[0] too; names must differ',
    ],
    [
      { layers: [{ kind: 'dense', name: 'dense2', units: 3 }, ...last(1)] },
      'layers[1].name = "dense2", is the name of layers[0] too; names must differ',
    ],
    [
      { layers: [{ kind: 'dense', name: 'a.b', units: 1 }] },
      'layers.0.name = "a.b", must start with a letter and hold letters, digits, - and _ only',
    ],
    [
      { layers: [{ kind: 'dense', units: 65_536 }, { kind: 'dense', units: 65_536 }, ...last(1)] },
      'layers hold 4295294977 parameters, must be at most 50000000',
    ],
    [{ layers: [] }, 'layers = [], must be a list of 1 to 100 layers'],
  ])('%o is refused where it stands', (change, message) => {
    expect(messagesOf({ ...moons, ...change })).toEqual([message])
  })
})

describe('what it makes of it', () => {
  test('parameters are called by their layers', () => {
    const { problem } = built({
      ...moons,
      layers: [
        { kind: 'dense', name: 'hidden1', units: 4 },
        { kind: 'dense', units: 1 },
      ],
    })
    expect(problem.declarations).toEqual([
      { name: 'hidden1.W', shape: [2, 4] },
      { name: 'hidden1.b', shape: [4] },
      { name: 'dense2.W', shape: [4, 1] },
      { name: 'dense2.b', shape: [1] },
    ])
  })

  test('with every weight zero the loss is ln 2 for one logit and ln n for n of them', () => {
    const zeros = (units: number) => [{ kind: 'dense', units, initialiser: 'zeros' }]
    expect(built({ ...moons, layers: zeros(1) }).problem.lossAndGradient(1)).toBeCloseTo(Math.log(2), 14)
    const iris = built({ ...moons, dataset: { kind: 'iris' }, layers: zeros(3) })
    expect(iris.problem.lossAndGradient(1)).toBeCloseTo(Math.log(3), 14)
    expect(iris.problem.evaluate('test')!.loss).toBeCloseTo(Math.log(3), 14)
  })

  test('a full batch and evaluation agree with the mean over single examples', () => {
    const whole = built({ ...moons, batchSize: 1000 })
    const single = built({ ...moons, batchSize: 1 })
    const count = single.problem.stepsPerEpoch!
    expect([whole.problem.stepsPerEpoch, count]).toEqual([1, 60])
    let sum = 0
    for (let step = 1; step <= count; step++) sum += single.problem.lossAndGradient(step)
    expect(whole.problem.lossAndGradient(1)).toBeCloseTo(sum / count, 12)
  })

  test('evaluating changes neither parameters nor gradients nor the batches to come', () => {
    const plain = built(moons)
    const watched = built(moons)
    for (let step = 1; step <= 5; step++) {
      expect(watched.problem.lossAndGradient(step)).toBe(plain.problem.lossAndGradient(step))
      watched.problem.evaluate('validation')
      watched.problem.evaluate('test')
      expect(watched.arena.gradients).toEqual(plain.arena.gradients)
      expect(watched.arena.values).toEqual(plain.arena.values)
    }
  })

  test('a part without examples has no evaluation', () => {
    expect(
      built({ ...moons, dataset: { kind: 'twoMoons', samples: 100, validationShare: 0 } }).problem.evaluate(
        'validation',
      ),
    ).toBeNull()
  })

  test('an accuracy is a share of examples predicted right; the squared error has none', () => {
    const accuracy = built(moons).problem.evaluate('test')!.accuracy!
    expect(accuracy * 20).toBeCloseTo(Math.round(accuracy * 20), 12)
    expect(built({ ...moons, loss: 'meanSquaredError' }).problem.evaluate('test')!.accuracy).toBeNull()
  })

  test('targets of the squared error are 1 at the class and 0 elsewhere', () => {
    const { width, write } = encodeTargets(
      'meanSquaredError',
      { kind: 'classification', inputShape: [4], outputs: 3 },
      3,
    )
    const targets = new Float64Array(6).fill(9)
    write(targets, 1, 2)
    expect([width, ...targets]).toEqual([3, 9, 9, 9, 0, 0, 1])
  })
})
