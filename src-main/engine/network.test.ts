import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena } from './arena'
import { createGenerator } from './generator'
import { checkGradients } from './gradientCheck'
import type { LayerSpec } from './layers'
import { type ActivationName, activations } from './layers/activations'
import { type LossName, losses } from './losses'
import { buildNetwork, type NetworkOptions } from './network'
import type { Precision } from './precision'
import { checksum } from './testing/checksum'

const ROWS = 6
const INPUTS = 5
const OUTPUTS = 3

function layersWith(activation: ActivationName): LayerSpec[] {
  return [
    { kind: 'dense', name: 'hidden', units: 4 },
    { kind: 'activation', activation, slope: 0.2 },
    { kind: 'dense', name: 'output', units: OUTPUTS },
  ]
}

function make(layers: readonly LayerSpec[], loss: LossName, precision: Precision = 'float64', maxRows = ROWS) {
  const network = buildNetwork({ layers, loss, inputShape: [INPUTS], precision, maxRows, seed: 5 })
  const arena = createArena(precision, network.declarations)
  network.bind(arena)
  const generator = createGenerator(11, 'test')
  network.initialise(generator)
  for (let i = 0; i < arena.length; i++) arena.values[i]! += 0.1 * generator.nextNormal()
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = generator.nextNormal()
  const real = Array.from({ length: maxRows * OUTPUTS }, () => generator.nextNormal())
  const targets: Record<LossName, number[]> = {
    softmaxCrossEntropy: Array.from({ length: maxRows }, (_, row) => row % OUTPUTS),
    binaryCrossEntropy: Array.from({ length: maxRows * OUTPUTS }, (_, i) => [0, 1, 0.25][i % 3]!),
    meanSquaredError: real,
    meanAbsoluteError: real,
    huber: real,
  }
  return { network, arena, targets: targets[loss] }
}

describe.each(Object.keys(activations) as ActivationName[])('a network with %s', (activation) => {
  test.each(Object.keys(losses) as LossName[])('under %s: gradients are central differences', (loss) => {
    const { network, arena, targets } = make(layersWith(activation), loss)
    arena.gradients.fill(Number.NaN)
    network.lossAndGradients(targets, ROWS)
    const checks = checkGradients(() => network.loss(targets, ROWS), arena.values, arena.gradients, arena.parameters)
    expect(checks.map(({ name }) => name)).toEqual(['hidden.W', 'hidden.b', 'output.W', 'output.b'])
    for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-7)
  })

  test('the training and the evaluation pass give the same loss', () => {
    const { network, targets } = make(layersWith(activation), 'softmaxCrossEntropy', 'float32')
    expect(network.loss(targets, ROWS)).toBe(network.lossAndGradients(targets, ROWS))
  })
})

describe('network', () => {
  const layers = layersWith('relu')

  test('an activation before the first dense layer and one at the end have right gradients', () => {
    const wrapped: LayerSpec[] = [
      { kind: 'activation', activation: 'tanh' },
      ...layersWith('sigmoid'),
      { kind: 'activation', activation: 'tanh' },
    ]
    const { network, arena, targets } = make(wrapped, 'meanSquaredError')
    network.lossAndGradients(targets, ROWS)
    const checks = checkGradients(() => network.loss(targets, ROWS), arena.values, arena.gradients, arena.parameters)
    for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-7)
  })

  test.each(['float32', 'float64'] as const)('slicing a batch changes no bit of any output in %s', (precision) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ROWS - 1 }), (cut) => {
        const { network } = make(layers, 'softmaxCrossEntropy', precision)
        network.forward(ROWS)
        const whole = network.outputs.slice()
        network.forward(cut)
        const first = network.outputs.slice(0, cut * OUTPUTS)
        network.inputs.copyWithin(0, cut * INPUTS)
        network.forward(ROWS - cut)
        expect([...first, ...network.outputs.subarray(0, (ROWS - cut) * OUTPUTS)]).toEqual([...whole])
      }),
    )
  })

  test('rows beyond those asked for change nothing', () => {
    const { network, arena, targets } = make(layers, 'softmaxCrossEntropy')
    const loss = network.lossAndGradients(targets, 2)
    const gradients = arena.gradients.slice()
    network.inputs.fill(Number.NaN, 2 * INPUTS)
    expect(network.lossAndGradients(targets, 2)).toBe(loss)
    expect(arena.gradients).toEqual(gradients)
  })

  test('a NaN or an infinity in an input reaches the loss and the gradients', () => {
    for (const poison of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { network, arena, targets } = make(layersWith('tanh'), 'meanSquaredError', 'float32')
      network.inputs[0] = poison
      const loss = network.lossAndGradients(targets, ROWS)
      if (Number.isNaN(poison)) expect(loss).toBeNaN()
      expect(arena.gradients.some((g) => !Number.isFinite(g))).toBe(true)
    }
  })

  test('float32 follows float64 to the precision of the format', () => {
    const wide = make(layers, 'softmaxCrossEntropy', 'float64')
    const narrow = make(layers, 'softmaxCrossEntropy', 'float32')
    const difference =
      wide.network.lossAndGradients(wide.targets, ROWS) - narrow.network.lossAndGradients(narrow.targets, ROWS)
    expect(Math.abs(difference)).toBeLessThan(1e-6)
    wide.arena.gradients.forEach((g, i) => {
      expect(Math.abs(g - narrow.arena.gradients[i]!)).toBeLessThan(1e-6)
    })
  })

  test('initial values come from the generator alone: same seed, same weights; biases start at zero', () => {
    const { network, arena } = make(layers, 'softmaxCrossEntropy')
    network.initialise(createGenerator(3, 'initialWeights'))
    const first = arena.values.slice()
    arena.values.fill(9)
    network.initialise(createGenerator(3, 'initialWeights'))
    expect(arena.values).toEqual(first)
    expect([...arena.view(arena.parameters[1]!)]).toEqual([0, 0, 0, 0])
    network.initialise(createGenerator(4, 'initialWeights'))
    expect(arena.values).not.toEqual(first)
  })

  test('both precisions start from the same draws', () => {
    const wide = make(layers, 'softmaxCrossEntropy', 'float64')
    const narrow = make(layers, 'softmaxCrossEntropy', 'float32')
    wide.network.initialise(createGenerator(3, 'initialWeights'))
    narrow.network.initialise(createGenerator(3, 'initialWeights'))
    expect(Float32Array.from(wide.arena.values)).toEqual(narrow.arena.values)
  })

  test('a layer without a name is called after its kind and number', () => {
    const { network } = make(
      [
        { kind: 'dense', units: 2 },
        { kind: 'dense', name: 'mine', units: 2 },
        { kind: 'dense', units: 1 },
      ],
      'meanSquaredError',
    )
    expect(network.declarations).toEqual([
      { name: 'dense1.W', shape: [INPUTS, 2] },
      { name: 'dense1.b', shape: [2] },
      { name: 'mine.W', shape: [2, 2] },
      { name: 'mine.b', shape: [2] },
      { name: 'dense3.W', shape: [2, 1] },
      { name: 'dense3.b', shape: [1] },
    ])
  })

  const bad: [string, Partial<NetworkOptions>, string][] = [
    [
      'two layers of one name',
      {
        layers: [
          { kind: 'dense', name: 'a', units: 1 },
          { kind: 'dense', name: 'a', units: 1 },
        ],
      },
      'layers[1].name = "a", is the name of layers[0] too; names must differ',
    ],
    [
      'a given name equal to a default one',
      {
        layers: [
          { kind: 'dense', name: 'dense2', units: 1 },
          { kind: 'dense', units: 1 },
        ],
      },
      'layers[1].name = "dense2", is the name of layers[0] too; names must differ',
    ],
    ['an empty name', { layers: [{ kind: 'dense', name: '', units: 1 }] }, 'layers[0].name = "", must not be empty'],
    ['no layers', { layers: [] }, 'layers = 0, one at least must have parameters'],
    [
      'no parameters',
      { layers: [{ kind: 'activation', activation: 'relu' }] },
      'layers = 1, one at least must have parameters',
    ],
    ['no units', { layers: [{ kind: 'dense', units: 0 }] }, 'layers[0] dense: units = 0, must be an integer ≥ 1'],
    [
      'a negative slope',
      { layers: [{ kind: 'activation', activation: 'leakyRelu', slope: -1 }] },
      'layers[0] activation: slope = -1, must be ≥ 0',
    ],
    ['no inputs', { inputShape: [0] }, 'inputShape = [0], every size must be an integer ≥ 1'],
    ['half a row', { maxRows: 0.5 }, 'maxRows = 0.5, must be an integer ≥ 1'],
  ]
  test.each(bad)('%s is refused with name, value and bound', (_, change, message) => {
    const sound: NetworkOptions = {
      layers,
      loss: 'meanSquaredError',
      inputShape: [2],
      precision: 'float64',
      maxRows: 1,
      seed: 0,
    }
    expect(() => buildNetwork({ ...sound, ...change })).toThrow(message)
  })

  test('unknown members of a list are refused with the allowed ones', () => {
    const sound = {
      layers,
      loss: 'meanSquaredError',
      inputShape: [2],
      precision: 'float64',
      maxRows: 1,
      seed: 0,
    } as const
    // @ts-expect-error: no such loss
    expect(() => buildNetwork({ ...sound, loss: 'hinge' })).toThrow('loss = hinge, must be one of softmaxCrossEntropy')
    // @ts-expect-error: no such kind
    expect(() => buildNetwork({ ...sound, layers: [{ kind: 'rnn' }] })).toThrow(
      'layers[0] rnn: kind = rnn, must be one of dense',
    )
    // @ts-expect-error: no such activation
    expect(() => buildNetwork({ ...sound, layers: [{ kind: 'activation', activation: 'step' }] })).toThrow(
      'layers[0] activation: activation = step, must be one of relu',
    )
    // @ts-expect-error: no such initialiser
    expect(() => buildNetwork({ ...sound, layers: [{ kind: 'dense', units: 1, initialiser: 'ones' }] })).toThrow(
      'layers[0] dense: initialiser = ones, must be one of heNormal',
    )
  })

  test('an arena that does not fit, rows out of range and short targets are refused', () => {
    const { network, targets } = make(layers, 'softmaxCrossEntropy')
    expect(() => network.bind(createArena('float32', network.declarations))).toThrow(
      'arena precision = float32, must be float64',
    )
    expect(() => network.bind(createArena('float64', [{ name: 'x', shape: [2] }]))).toThrow(
      'arena parameters = x [2], must be hidden.W [5, 4]',
    )
    for (const rows of [0, ROWS + 1, 1.5]) {
      expect(() => network.forward(rows)).toThrow(`rows = ${rows}, must be an integer in [1, ${ROWS}]`)
    }
    expect(() => network.loss(targets.slice(1), ROWS)).toThrow('targets.length = 5, must be ≥ 6')
    const unbound = buildNetwork({
      layers,
      loss: 'meanSquaredError',
      inputShape: [2],
      precision: 'float64',
      maxRows: 1,
      seed: 0,
    })
    expect(() => unbound.forward(1)).toThrow('call bind first')
  })

  // when these change on purpose, engineVersion rises
  test.each([
    ['float32', '5efbdf41'],
    ['float64', '940c980e'],
  ] as const)('thirty steps in %s end on the bits that this engine version stands for', (precision, golden) => {
    const mixed: LayerSpec[] = [
      { kind: 'dense', units: 17 },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 9, initialiser: 'glorotUniform' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dense', units: OUTPUTS },
    ]
    const { network, arena, targets } = make(mixed, 'softmaxCrossEntropy', precision, 16)
    for (let step = 0; step < 30; step++) {
      network.lossAndGradients(targets, 16)
      for (let i = 0; i < arena.length; i++) arena.values[i]! -= 0.5 * arena.gradients[i]!
    }
    expect(checksum(new Uint8Array(arena.values.buffer))).toBe(golden)
  })
})
