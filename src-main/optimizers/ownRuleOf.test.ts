/** A built-in optimizer written as a rule of one's own trains as it did: every one that has equations, by being listed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownRuleOf } from '../contract/ownRuleOf'
import { describeRule } from './describeRule'
import { documentOptimizers } from './documentOptimizers'
import { everyVariant } from './testing/everyVariant'
import { gradientRows } from './testing/gradientRows'
import { type Settings, settingsOf, trainDefinition } from './testing/trainOptimizer'

const listed = documentOptimizers.filter(({ kind, ruleLines }) => kind !== 'rule' && ruleLines !== undefined)
const initial = [1, -2, 3, 0, 5, -6]

function definitionOf(kind: string) {
  return documentOptimizers.find((one) => one.kind === kind)!
}

function written(kind: string, settings: Settings) {
  const definition = definitionOf(kind)
  const own = ownRuleOf(definition, settings)
  if (!own.ok) throw new Error(own.reason)
  return { definition, member: own.member, text: String(own.member.text) }
}

describe.each(listed.map(({ kind }) => kind))('%s as a rule of one’s own', (kind) => {
  const definition = definitionOf(kind)

  test('is accepted and trains to the same bits, whatever its flags and choices', () => {
    for (const settings of everyVariant(definition)) {
      const whole = settingsOf({ ...settings, kind }, documentOptimizers)
      const { member, text } = written(kind, whole)
      const described = describeRule(text)
      if (!described.ok) throw new Error(`${text}\n${JSON.stringify(described.problems)}`)
      const own = settingsOf(member, documentOptimizers)
      const property = fc.property(gradientRows, fc.constantFrom('float32', 'float64'), (gradients, precision) => {
        const before = trainDefinition(definition, whole, initial, gradients, { precision })
        const after = trainDefinition(definitionOf('rule'), own, initial, gradients, { precision })
        expect(after.weights).toEqual(before.weights)
      })
      fc.assert(property, { numRuns: 4 })
    }
  })
})

describe('ownRuleOf', () => {
  test('declares what the equations in force read, with bounds, default and scale; what is set goes with it', () => {
    const { member, text } = written('rmsprop', {
      kind: 'rmsprop',
      learningRate: 0.1,
      momentumForm: 'inside',
      clipNorm: 5,
    })
    expect(text.split('\n')).toEqual([
      'title My RMSProp',
      'param learningRate = 0.001 in (0, 1000000] log',
      'param beta2 = 0.9 in [0, 1)',
      'param epsilon = 1e-8 in (0, 1000000] log',
      'slot s = 0 "s_dW"',
      's = beta2*s + (1 - beta2)*g^2',
      'w = w - learningRate*g / (sqrt(s) + epsilon)',
      '',
    ])
    expect(member).toEqual({ kind: 'rule', text, learningRate: 0.1, clipNorm: 5 })
  })

  test('a slot that starts from a setting starts from its value, one that starts from w is set in the first step', () => {
    expect(written('rmsprop', { kind: 'rmsprop', initialSecondMoment: 1 }).text).toContain('slot s = 1 "s_dW"')
    expect(written('scheduleFreeSgd', { kind: 'scheduleFreeSgd' }).text).toContain('z = where(t == 1, w, z)')
    expect(written('scheduleFreeSgd', { kind: 'scheduleFreeSgd' }).text).toContain('evaluated at w here, not at x')
  })

  test('exceptions of declared numbers go with it, others are a reason against it', () => {
    const { definition } = written('rmsprop', { kind: 'rmsprop' })
    const exceptions = [{ parameters: '*.b', beta2: 0.5, learningRateFactor: 2 }]
    expect(ownRuleOf(definition, { kind: 'rmsprop', exceptions })).toMatchObject({ ok: true, member: { exceptions } })
    const decayed = [{ parameters: '*.W', weightDecay: 0.1 }]
    expect(ownRuleOf(definition, { kind: 'rmsprop', exceptions: decayed })).toEqual({
      ok: false,
      reason: 'the equations in force do not read weightDecay',
    })
  })

  test('a rule that is not of single elements cannot be written', () => {
    expect(ownRuleOf(definitionOf('muon'), { kind: 'muon' })).toEqual({
      ok: false,
      reason: 'Muon is not a rule of single elements',
    })
  })
})
