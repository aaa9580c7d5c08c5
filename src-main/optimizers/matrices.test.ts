/** Laws of the optimizers that see a parameter as a whole, over a network's worth of shapes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import { createGenerator } from '../engine/generator'
import { createKernels } from '../engine/kernels/createKernels'
import type { Kernels } from '../engine/kernels/kernels'
import { typescriptKernels } from '../engine/kernels/typescriptKernels'
import { wasmRules } from '../rules/ruleBackend'
import { documentOptimizers } from './documentOptimizers'
import { optimizers } from './index'
import type { OptimizerDefinition } from './optimizer'
import { settingsOf } from './testing/trainOptimizer'

const declarations = [
  { name: 'hidden.W', shape: [7, 5] },
  { name: 'hidden.b', shape: [5] },
  { name: 'filters', shape: [2, 3, 4, 5] },
  { name: 'output.W', shape: [5, 3] },
]
const matrixOptimizers = optimizers.filter(({ ruleLines }) => ruleLines === undefined)

function build(definition: OptimizerDefinition, kernels: Kernels, changes: Record<string, number> = {}) {
  const settings = settingsOf({ kind: definition.kind, ...changes })
  const arena = createArena(kernels.precision, declarations, kernels.allocate)
  const generator = createGenerator(1, 'start')
  for (let index = 0; index < arena.length; index++) arena.values[index] = generator.nextNormal()
  const rules = kernels.memory === undefined ? undefined : wasmRules(kernels.memory)
  const optimizer = definition.bind(settings, arena, rules, kernels)
  const step = (t: number) => {
    const draw = createGenerator(t, 'step')
    for (let index = 0; index < arena.length; index++) arena.gradients[index] = draw.nextNormal()
    optimizer.step(t, Number(settings.learningRate) / t)
  }
  return { arena, optimizer, step }
}

describe.each(matrixOptimizers)('$kind', (definition) => {
  test('TypeScript and WebAssembly give the same bits', () => {
    const runs = [typescriptKernels('float32'), createKernels('wasm', 'float32')].map((kernels) => {
      const run = build(definition, kernels)
      for (let t = 1; t <= 12; t++) run.step(t)
      return run
    })
    expect([...runs[1]!.arena.values]).toEqual([...runs[0]!.arena.values])
    for (const [name, slot] of runs[0]!.arena.slots) expect([...runs[1]!.arena.slots.get(name)!]).toEqual([...slot])
  })

  test('slots, scalars and tensors are all the state there is: from copies of them it goes on with the same bits', () => {
    const kernels = typescriptKernels('float32')
    const [whole, first, second] = [0, 1, 2].map(() => build(definition, kernels))
    for (let t = 1; t <= 25; t++) whole!.step(t)
    for (let t = 1; t <= 13; t++) first!.step(t)
    second!.arena.values.set(first!.arena.values)
    for (const [name, slot] of second!.arena.slots) slot.set(first!.arena.slots.get(name)!)
    second!.optimizer.kept?.restore(first!.optimizer.kept!.values())
    const tensors = first!.optimizer.tensors ?? []
    expect(new Set(tensors.map(({ name }) => name)).size).toBe(tensors.length)
    second!.optimizer.tensors?.forEach(({ values, shape, name }, index) => {
      expect(name).toBe(tensors[index]!.name)
      expect(values.length).toBe(shape.reduce((product, size) => product * size, 1))
      values.set(tensors[index]!.values)
    })
    for (let t = 14; t <= 25; t++) second!.step(t)
    expect([...second!.arena.values]).toEqual([...whole!.arena.values])
  })

  test('exceptions for some parameters reach those alone, or are refused with the reason', () => {
    const exceptions = [{ parameters: '*.b', learningRateFactor: 0 }]
    const document = { kind: definition.kind, exceptions, weightDecay: 0 }
    if (definition.couplesParameters !== undefined) {
      expect(() => settingsOf(document, documentOptimizers)).toThrow(definition.couplesParameters)
      return
    }
    const arena = createArena('float64', declarations)
    arena.values.fill(1)
    const listed = documentOptimizers.find(({ kind }) => kind === definition.kind)!
    const optimizer = listed.bind(settingsOf(document, documentOptimizers), arena)
    for (let t = 1; t <= 3; t++) {
      arena.gradients.fill(1)
      optimizer.step(t, 0.1)
    }
    const moved = arena.parameters.map((parameter) => arena.view(parameter).some((value) => value !== 1))
    expect(moved).toEqual([true, false, true, true])
  })
})

test.each([1e200, 1e-200])(
  'Muon and LAMB see the direction of gradients of %d, whose squares leave the range',
  (size) => {
    for (const kind of ['muon', 'lamb']) {
      const moved = [1, size].map((scale) => {
        const definition = matrixOptimizers.find((one) => one.kind === kind)!
        const arena = createArena('float64', [{ name: 'W', shape: [2, 3] }])
        arena.values.fill(kind === 'lamb' ? scale : 0)
        const settings = settingsOf({ kind, weightDecay: 0, epsilon: 1e-300 })
        const optimizer = definition.bind(settings, arena)
        const start = Float64Array.from(arena.values)
        arena.gradients.set([3, -1, 0.5, 2, 1, -4].map((g) => g * (kind === 'lamb' ? 1 : scale)))
        optimizer.step(1, 0.01)
        return arena.values.map((value, index) => (value - start[index]!) / (kind === 'lamb' ? scale : 1))
      })
      // below 1e-7 Muon divides by that, as PyTorch does
      if (kind === 'muon' && size < 1) expect(Math.max(...moved[1]!.map(Math.abs))).toBeLessThan(1e-190)
      else for (const [index, step] of moved[1]!.entries()) expect(step / moved[0]![index]!).toBeCloseTo(1, 9)
    }
  },
)

test('Muon turns every singular value of a matrix towards 1 and leaves the direction of a row alone', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }), (row) => {
      const size = Math.hypot(...row)
      fc.pre(size > 1e-3)
      const muon = matrixOptimizers.find(({ kind }) => kind === 'muon')!
      const arena = createArena('float64', [{ name: 'W', shape: [1, 3] }])
      const optimizer = muon.bind(settingsOf({ kind: 'muon', weightDecay: 0, learningRate: 1 }), arena)
      arena.gradients.set(row)
      optimizer.step(1, 1 / Math.sqrt(3))
      const moved = Math.hypot(...arena.values)
      expect(moved).toBeGreaterThan(0.6)
      expect(moved).toBeLessThan(1.3)
      for (let index = 0; index < 3; index++) {
        expect(arena.values[index]! / -moved).toBeCloseTo(row[index]! / size, 9)
      }
    }),
  )
})

test('a side longer than the largest dimension keeps its axes: with none left, SOAP is Adam one step late', () => {
  const kernels = typescriptKernels('float64')
  const soap = optimizers.find(({ kind }) => kind === 'soap')!
  const plain = build(soap, kernels, { maxDimension: 1, weightDecay: 0, beta2: 0.99 })
  expect(plain.optimizer.tensors).toEqual([])
  const start = [...plain.arena.values]
  plain.step(1)
  expect([...plain.arena.values]).toEqual(start)
  plain.step(2)
  const rate = 3e-3 / 2
  expect(plain.arena.values.every((value, index) => Math.abs(Math.abs(value - start[index]!) / rate - 1) < 1e-4)).toBe(
    true,
  )
})
