import { describe, expect, test } from 'vitest'
import { type FieldValue, real } from '../contract/field'
import { type Arena, createArena } from '../engine/arena'
import { KernelMemory } from '../engine/wasm/kernelMemory'
import { wasmRules } from '../rules/ruleBackend'
import { adam } from './adam'
import { defineOptimizer } from './defineOptimizer'
import { momentum } from './momentum'
import type { OptimizerDefinition } from './optimizer'
import { rmsprop } from './rmsprop'
import { settingsOf } from './testing/trainOptimizer'
import { withCommonFields } from './withCommonFields'

const declarations = [
  { name: 'hidden.W', shape: [5] },
  { name: 'hidden.b', shape: [3] },
  { name: 'output.W', shape: [2] },
  { name: 'output.b', shape: [1] },
]
const gradients = [
  [0.5, -1, 2, 0.25, 3, 1, -2, 0.5, 0.75, -0.5, 1],
  [-0.25, 1, 1, 2, -3, 0.5, 2, 0.5, -0.75, 0.5, 4],
]

function path(
  definition: OptimizerDefinition,
  change: Readonly<Record<string, FieldValue>>,
  { isCompiled = false, only = declarations, precision = 'float32' as const } = {},
): Arena {
  const memory = new KernelMemory()
  const arena = createArena(precision, only, isCompiled ? (...of) => memory.allocate(...of) : undefined)
  arena.values.fill(1)
  const settings = { ...settingsOf({ kind: definition.kind }), ...change }
  const optimizer = withCommonFields(definition).bind(settings, arena, isCompiled ? wasmRules(memory) : undefined)
  gradients.forEach((gradient, index) => {
    arena.gradients.set(gradient.slice(0, arena.length))
    optimizer.step(index + 1, 0.1)
  })
  return arena
}

const valuesOf = (arena: Arena, name: string) => {
  const parameter = arena.parameters.find((one) => one.name === name)!
  return [...arena.view(parameter)]
}

describe('exceptions', () => {
  test('parameters that no pattern fits move as without exceptions, the others as with their settings', () => {
    const plain = path(rmsprop, { weightDecay: 0.5 })
    const without = path(rmsprop, { weightDecay: 0 })
    const mixed = path(rmsprop, { weightDecay: 0.5, exceptions: [{ parameters: '*.b', weightDecay: 0 }] })
    for (const name of ['hidden.W', 'output.W']) expect(valuesOf(mixed, name)).toEqual(valuesOf(plain, name))
    for (const name of ['hidden.b', 'output.b']) expect(valuesOf(mixed, name)).toEqual(valuesOf(without, name))
    expect(valuesOf(mixed, 'hidden.b')).not.toEqual(valuesOf(plain, 'hidden.b'))
  })

  test('the factor multiplies α of every step, and 0 freezes', () => {
    const exceptions = [{ parameters: 'hidden.*', learningRateFactor: 0 }]
    expect(valuesOf(path(adam, { exceptions }), 'hidden.W')).toEqual([1, 1, 1, 1, 1])
    const halved = path(momentum, { exceptions: [{ parameters: '*', learningRateFactor: 0.5 }] })
    const once = path(momentum, {})
    const expected = [...once.values].map((value) => 1 + (value - 1) / 2)
    for (const [index, value] of halved.values.entries()) expect(value).toBeCloseTo(expected[index]!, 6)
  })

  test('of two that fit, the later one wins setting by setting', () => {
    const both = path(rmsprop, {
      exceptions: [
        { parameters: '*', beta2: 0.5, epsilon: 0.25 },
        { parameters: '*.b', beta2: 0.75 },
      ],
    })
    expect(valuesOf(both, 'hidden.W')).toEqual(valuesOf(path(rmsprop, { beta2: 0.5, epsilon: 0.25 }), 'hidden.W'))
    expect(valuesOf(both, 'hidden.b')).toEqual(valuesOf(path(rmsprop, { beta2: 0.75, epsilon: 0.25 }), 'hidden.b'))
  })

  test('flags may differ: slots are those of any parameter, and stay at their start where they are not used', () => {
    const arena = path(rmsprop, { exceptions: [{ parameters: 'hidden.W', centered: true }] })
    expect([...arena.slots.keys()]).toEqual(['s', 'gAvg'])
    expect([...arena.slots.get('gAvg')!].slice(5)).toEqual([0, 0, 0, 0, 0, 0])
    expect(arena.slots.get('gAvg')![0]).not.toBe(0)
  })

  test('compiled and in TypeScript they give the same bits, at odd offsets too', () => {
    const change = { momentum: 0.9, exceptions: [{ parameters: 'hidden.b', momentum: 0, learningRateFactor: 3 }] }
    const compiled = path(rmsprop, change, { isCompiled: true })
    const reference = path(rmsprop, change)
    expect([...compiled.values]).toEqual([...reference.values])
    for (const [name, slot] of reference.slots) expect([...compiled.slots.get(name)!]).toEqual([...slot])
  })

  test('each stretch keeps scalars of its own, and goes on from those it is given', () => {
    const counting = defineOptimizer({
      kind: 'counting',
      title: 'Counting',
      summary: '',
      fields: { learningRate: real({ default: 1 }), gain: real({ default: 2 }) },
      slots: {},
      scalars: { product: { label: 'product', meaning: '', initial: 1 } },
      rule: [{ text: 'product = product*gain' }, { text: 'w = w - learningRate*product*g' }],
    })
    const arena = createArena('float64', declarations)
    const settings = { learningRate: 1, gain: 2, exceptions: [{ parameters: 'hidden.b', gain: 3 }] }
    const optimizer = withCommonFields(counting).bind(settings, arena)
    arena.gradients.fill(1)
    optimizer.step(1, 1)
    expect(optimizer.kept?.values()).toEqual({ 'hidden.W:product': 2, 'hidden.b:product': 3, 'output.W:product': 2 })
    expect(valuesOf(arena, 'hidden.b')[0]).toBe(-3)
    const again = withCommonFields(counting).bind(settings, createArena('float64', declarations))
    again.kept?.restore({ 'hidden.W:product': 4, 'hidden.b:product': 5, 'output.W:product': 6 })
    again.step(2, 1)
    expect(again.kept?.values()).toEqual({ 'hidden.W:product': 8, 'hidden.b:product': 15, 'output.W:product': 12 })
  })

  test('a pattern that fits no parameter is refused, with the names there are', () => {
    const bind = () => path(rmsprop, { exceptions: [{ parameters: '*.W' }, { parameters: 'middle.*', beta2: 0.5 }] })
    expect(bind).toThrow(
      'optimizer.exceptions[1].parameters = "middle.*", must fit a parameter; there are hidden.W, hidden.b, output.W, output.b',
    )
  })

  test('an optimizer that estimates something over all parameters takes none', () => {
    const definition = withCommonFields({
      ...rmsprop,
      couplesParameters: 'one step size is estimated over all of them',
    })
    expect(definition.check?.({ exceptions: [{ parameters: '*', beta2: 0.5 }] })).toEqual([
      { path: 'exceptions', message: 'must be empty for rmsprop: one step size is estimated over all of them' },
    ])
    expect(definition.check?.({ exceptions: [] })).toEqual([])
  })
})

test('clipping comes before the rule: the path of a clipped gradient is that of the gradient clipped by hand', () => {
  const only = [{ name: 'x', shape: [1] }]
  const clipped = path(momentum, { clipValue: 0.25 }, { only })
  const arena = createArena('float32', only)
  arena.values.fill(1)
  const optimizer = momentum.bind(settingsOf({ kind: 'momentum' }), arena)
  ;[0.25, -0.25].forEach((g, index) => {
    arena.gradients.set([g])
    optimizer.step(index + 1, 0.1)
  })
  expect([...clipped.values]).toEqual([...arena.values])
})
