/**
 * Laws that every optimizer keeps, over every combination of its flags and choices, by being listed.
 *
 * A law that one cannot keep is excused on its definition, with the reason (`exceptions`), never by a name in here.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentumSetting } from '../../contract/drivenMomentum'
import type { ParameterException } from '../../contract/field'
import { type RuleCondition, ruleText } from '../../contract/ruleLines'
import { createArena } from '../../engine/arena'
import type { Precision } from '../../engine/precision'
import { parseRule } from '../../rules/parseRule'
import { bindParts } from '../bindParts'
import type { ExcusableLaw, OptimizerDefinition } from '../optimizer'
import { convexProblems, distanceAfter } from './convexProblems'
import { everyVariant } from './everyVariant'
import { gradientRows } from './gradientRows'
import { type Settings, settingsOf, trainDefinition } from './trainOptimizer'

const initial = [1, -2, 3, 0, 5, -6]
const precisions = ['float32', 'float64'] as const
/** Falling and rising, so that a rate kept in a slot or a scalar shows. */
const rates = [0.1, 0.05, 0.2, 0.01, 0.1, 0.05, 0.2, 0.01, 0.1, 0.05, 0.2, 0.01]

/** Declares the suite for one definition. @param list - what its documents can name, it included */
export function describeConformance(definition: OptimizerDefinition, list: readonly OptimizerDefinition[]): void {
  const { kind } = definition
  const variants = everyVariant(definition)
  const settingsIn = (document: Settings): Settings => settingsOf({ ...document, kind }, list)
  const path = (settings: Settings, gradients: readonly number[][], more: Parameters<typeof trainDefinition>[4] = {}) =>
    trainDefinition(definition, settings, initial, gradients, { rates, ...more })
  /** Runs a property on every variant; the fewer the variants, the more often. */
  const onEvery = (law: (settings: Settings, gradients: number[][], precision: Precision) => void) => {
    for (const settings of variants) {
      const property = fc.property(gradientRows, fc.constantFrom(...precisions), (gradients, precision) =>
        law(settings, gradients, precision),
      )
      fc.assert(property, { numRuns: 2 + Math.ceil(30 / variants.length) })
    }
  }
  /** The variants that are not excused. */
  const bound = (law: ExcusableLaw) => {
    const exception = definition.exceptions?.[law]
    return exception === undefined
      ? variants
      : variants.filter((settings) => exception.when !== undefined && !holds(exception.when, settings))
  }

  describe(kind, () => {
    test('the defaults are accepted, and so is every preset', () => {
      expect(() => settingsIn({})).not.toThrow()
      for (const { values } of definition.presets ?? []) expect(() => settingsIn(values)).not.toThrow()
    })

    const outOfBounds = /must be a (whole )?number in/

    test('every bound rejects just outside and accepts just inside', () => {
      for (const [name, field] of Object.entries(definition.fields)) {
        if (field.type !== 'real' && field.type !== 'integer') continue
        const step = field.type === 'real' ? 1e-9 : 1
        const { min = Number.NaN, max = Number.NaN, above = Number.NaN, below = Number.NaN } = field
        for (const value of [min, max, above + step, below - step].filter((bound) => !Number.isNaN(bound))) {
          // what it must be beside other settings is none of the field's bounds
          expect(() => settingsIn({ [name]: value }), `${name} = ${value}`).not.toThrow(outOfBounds)
        }
        for (const value of [min - step, max + 1, above, below].filter((bound) => !Number.isNaN(bound))) {
          expect(() => settingsIn({ [name]: value }), `${name} = ${value}`).toThrow(outOfBounds)
        }
      }
    })

    test('every hyperparameter has a help text and says where its default comes from', () => {
      for (const [name, { help, source }] of Object.entries(definition.fields)) {
        expect(help, name).toBeTruthy()
        expect(source, name).toBeTruthy()
      }
    })

    test('the displayed rule is the rule of the defaults', () => {
      if (definition.ruleLines === undefined) return
      expect(definition.rule).toBe(ruleText(definition.ruleLines, settingsIn({})))
      expect(parseRule(definition.rule ?? '').ok).toBe(true)
    })

    test('every variant runs, has only slots that are declared, and leaves the gradients as they were', () => {
      const used = new Set<string>()
      for (const settings of variants) {
        const { weights, optimizer, arena } = path(settings, [[1, 2, 3, 4, 5, 6]])
        expect(weights.flat().every(Number.isFinite), JSON.stringify(settings)).toBe(true)
        expect([...arena.slots.keys()].sort()).toEqual(Object.keys(optimizer.slots).sort())
        expect([...arena.gradients]).toEqual([1, 2, 3, 4, 5, 6])
        for (const name of [...arena.slots.keys(), ...Object.keys(optimizer.kept?.values() ?? {})]) used.add(name)
        if (optimizer.evaluationSlot !== undefined) expect(arena.slots.has(optimizer.evaluationSlot)).toBe(true)
      }
      const declared = [...Object.keys(definition.slots), ...Object.keys(definition.scalars ?? {})]
      expect([...used].sort()).toEqual(declared.sort())
    })

    test('the same gradients give the same bits, in both precisions', () => {
      onEvery((settings, gradients, precision) => {
        const [first, second] = [0, 1].map(() => path(settings, gradients, { precision }))
        expect(second!.weights).toEqual(first!.weights)
        expect(second!.slots).toEqual(first!.slots)
      })
    })

    test('compiled and in TypeScript it gives the same bits, in both precisions', () => {
      onEvery((settings, gradients, precision) => {
        const reference = path(settings, gradients, { precision, backend: 'typescript' })
        const compiled = path(settings, gradients, { precision, backend: 'wasm' })
        expect(compiled.weights).toEqual(reference.weights)
        expect(compiled.slots).toEqual(reference.slots)
        expect(compiled.scalars).toEqual(reference.scalars)
      })
    })

    test('slots and scalars are all the state there is: from copies of them it goes on with the same bits', () => {
      onEvery((settings, gradients, precision) => {
        const whole = path(settings, [...gradients, ...gradients].slice(0, rates.length), { precision })
        const cut = Math.floor(whole.weights.length / 2)
        const first = path(settings, [...gradients, ...gradients].slice(0, cut), { precision })
        const second = path(settings, [], { precision })
        second.arena.values.set(first.arena.values)
        for (const [name, slot] of second.arena.slots) slot.set(first.arena.slots.get(name)!)
        second.optimizer.kept?.restore(first.scalars)
        for (let step = cut; step < whole.weights.length; step++) {
          second.arena.gradients.set([...gradients, ...gradients][step]!)
          second.optimizer.step(step + 1, rates[step]!)
        }
        expect([...second.arena.values]).toEqual(whole.weights.at(-1))
      })
    })

    test('slicing a parameter changes nothing', () => {
      if (definition.exceptions?.independentElements !== undefined) return
      onEvery((settings, gradients, precision) => {
        const whole = path(settings, gradients, { precision })
        const [first, rest] = [initial.slice(0, 2), initial.slice(2)].map((part, index) => {
          const rows = gradients.map((row) => (index === 0 ? row.slice(0, 2) : row.slice(2)))
          return trainDefinition(definition, settings, part, rows, { precision, rates })
        })
        expect(whole.weights).toEqual(first!.weights.map((row, step) => [...row, ...rest!.weights[step]!]))
      })
    })

    test('a zero gradient without decay leaves W unchanged', () => {
      for (const settings of bound('zeroGradientIsRest')) {
        if (settings.weightDecay !== undefined && settings.weightDecay !== 0) continue
        for (const precision of precisions) {
          const { weights } = path(settings, Array(3).fill([0, 0, 0, 0, 0, 0]), { precision })
          expect(weights, JSON.stringify(settings)).toEqual([initial, initial, initial])
        }
      }
    })

    test('a factor of α for some parameters is a run of theirs at that α, and 0 leaves them as they are', () => {
      if (definition.couplesParameters !== undefined) return
      const start = Float64Array.from(initial)
      const gradients = [1, 2, 3].map((t) => initial.map((_, index) => Math.sin(1 + index * t) * 10 ** (index - 3)))
      /** Two parameters alike in everything but their settings. */
      const both = (settings: Settings, exceptions: readonly ParameterException[]) => {
        const arena = createArena('float64', [
          { name: 'x', shape: [start.length] },
          { name: 'y', shape: [start.length] },
        ])
        arena.values.set([...start, ...start])
        const optimizer = bindParts(definition, settings, exceptions, arena)
        gradients.forEach((gradient, index) => {
          arena.gradients.set([...gradient, ...gradient])
          optimizer.step(index + 1, Number(settings.learningRate))
        })
        return [...arena.values]
      }
      for (const settings of variants) {
        const half = { ...settings, learningRate: Number(settings.learningRate) / 2 }
        const alone = path(half, gradients, { precision: 'float64', rates: Array(3).fill(half.learningRate) })
        const moved = both(settings, [{ parameters: 'y', learningRateFactor: 0.5 }])
        expect(moved.slice(start.length), JSON.stringify(settings)).toEqual(alone.weights.at(-1))
        expect(moved.slice(start.length), 'the factor acts').not.toEqual(moved.slice(0, start.length))
        const held = both(settings, [{ parameters: 'y', learningRateFactor: 0 }])
        expect(held.slice(start.length), JSON.stringify(settings)).toEqual([...start])
        expect(held.slice(0, start.length)).toEqual(moved.slice(0, start.length))
      }
    })

    test('a momentum that a schedule drives is the setting it stands for', () => {
      const driven = momentumSetting(definition.fields)
      if (driven === undefined) return
      const gradients = [1, 2, 3].map((t) => initial.map((_, index) => Math.cos(1 + index * t)))
      for (const settings of variants.filter((one) => one[driven] !== 0)) {
        const given = path({ ...settings, [driven]: 0.25 }, gradients)
        const { arena, optimizer } = path(settings, [])
        gradients.forEach((gradient, index) => {
          arena.gradients.set(gradient)
          optimizer.step(index + 1, rates[index]!, 0.25)
        })
        expect([...arena.values], JSON.stringify(settings)).toEqual(given.weights.at(-1))
      }
    })

    test('W stays finite for huge and tiny gradients', () => {
      for (const precision of precisions) {
        const [huge, tiny] = precision === 'float32' ? [1e12, 1e-20] : [1e140, 1e-160]
        const rows = sharp(huge, tiny)
        for (const settings of variants) {
          const { weights } = path(settings, rows, { precision })
          expect(weights.flat().every(Number.isFinite), `${precision} ${JSON.stringify(settings)}`).toBe(true)
        }
      }
    })

    test('W stays finite for gradients whose squares overflow, and for denormal ones', () => {
      for (const precision of precisions) {
        const [huge, tiny] = precision === 'float32' ? [1e30, 1e-44] : [1e250, 5e-324]
        const rows = sharp(huge, tiny)
        const staysFinite = (settings: Settings) =>
          path(settings, rows, { precision }).weights.flat().every(Number.isFinite)
        const kept = bound('finiteWhereSquaresOverflow')
        for (const settings of kept)
          expect(staysFinite(settings), `${precision} ${JSON.stringify(settings)}`).toBe(true)
        if (kept.length === variants.length) continue
        const excused = variants.filter((settings) => !kept.includes(settings))
        expect(excused.every(staysFinite), `an excuse that nothing needs in ${precision}`).toBe(false)
      }
    })

    test.each(convexProblems)('at some α it comes down $title', ({ gradient }) => {
      if (definition.exceptions?.convergesOnQuadratic !== undefined) return
      const settings = settingsIn({})
      const distances = [0.001, 0.01, 0.1, 1, 10, 100].map((learningRate) =>
        distanceAfter(3000, definition, { ...settings, learningRate }, gradient),
      )
      expect(Math.min(...distances.filter(Number.isFinite))).toBeLessThan(0.02)
    })

    test('nothing is claimed twice, and an excuse has a reason', () => {
      const claims = (definition.checkedAgainst ?? []).map((checked) => `${checked.kind} ${checked.name}`)
      expect(new Set(claims).size).toBe(claims.length)
      for (const { reason } of Object.values(definition.exceptions ?? {})) expect(reason.length).toBeGreaterThan(10)
    })
  })
}

function holds(condition: RuleCondition, settings: Settings): boolean {
  const value = settings[condition.setting]
  return 'is' in condition ? value === condition.is : value !== condition.isNot
}

/** Huge and tiny gradients in turn, of both signs, and both held for a while. */
function sharp(huge: number, tiny: number): number[][] {
  return [
    [huge, -huge, tiny, -tiny, huge, tiny],
    [huge, huge, tiny, tiny, tiny, huge],
    [huge, -huge, tiny, -tiny, 1, 1],
    [0, 0, 0, 0, huge, tiny],
    [tiny, tiny, huge, huge, -huge, -tiny],
    [1, -1, 1, -1, 1, -1],
  ]
}
