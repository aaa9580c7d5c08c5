import { describe, expect, it } from 'vitest'
import type { Catalogue, Definition } from '../../../src-main/contract/definition'
import { members, text } from '../../../src-main/contract/field'
import { starterRule } from '../../../src-main/contract/ownRules'
import { catalogue } from '../testing/catalogue'
import { changedKind, newMember } from './memberEdits'

const [everyType, plain] = catalogue.problems

describe('changedKind', () => {
  it('fields of the same name stay where they fit the new kind, and nothing else does', () => {
    const member = { kind: 'everyType', stiffness: 0.4, count: 8, motto: 'x' }
    expect(changedKind(member, plain!, catalogue)).toEqual({ kind: 'plain', stiffness: 0.4 })
    expect(changedKind({ kind: 'plain', stiffness: 4, count: 2 }, everyType!, catalogue)).toEqual({
      kind: 'everyType',
      count: 2,
    })
  })

  it('a rule of the user’s own starts from the lecture’s, with the numbers that it declares', () => {
    const rule: Definition = {
      kind: 'rule',
      title: 'Own rule',
      summary: '',
      fields: { text: text({ maxLength: 20_000, format: 'rule' }) },
    }
    const before = { kind: 'adam', learningRate: 0.15, beta1: 0.9, beta2: 0.999 }
    expect(changedKind(before, rule, catalogue)).toEqual({
      kind: 'rule',
      text: starterRule,
      learningRate: 0.15,
      beta2: 0.999,
    })
  })

  it('what is no member at all becomes the kind alone', () => {
    expect(changedKind('text', plain!, catalogue)).toEqual({ kind: 'plain' })
  })
})

describe('newMember', () => {
  const named = (...kinds: readonly string[]): Catalogue => ({
    ...catalogue,
    layers: kinds.map((kind) => ({ kind, title: kind, summary: '', fields: {} })),
  })
  const layersField = members({ of: 'layers', minLength: 0, maxLength: 9 })
  const newLayer = (entries: readonly unknown[]) => newMember(entries, layersField, named('dense', 'dropout'))

  it('an entry is like the last one, under a name that is still free', () => {
    const layers = [
      { kind: 'dense', name: 'hidden2', units: 3 },
      { kind: 'dense', name: 'hidden1', units: 5 },
    ]
    expect(newLayer(layers)).toEqual({ kind: 'dense', name: 'hidden3', units: 5 })
    expect(newLayer([{ kind: 'dense', name: 'output' }])).toEqual({ kind: 'dense', name: 'output2' })
    expect(newLayer([{ kind: 'activation' }])).toEqual({ kind: 'activation' })
    expect(newLayer([])).toEqual({ kind: 'dense' })
  })

  it('where each kind is there once, an entry is of a free one, of what is not measured anyhow first', () => {
    const diagnostics = ['loss', 'histogram', 'norm'].map((kind) => ({
      ...{ kind, title: kind, summary: '', fields: {}, equation: '', reading: '' },
      ...{ isStandard: kind !== 'histogram', perParameter: false, columns: [], scale: 'log' as const },
    }))
    const field = members({ of: 'diagnostics', minLength: 0, maxLength: 9, isEachKindOnce: true })
    const kinds = (taken: readonly string[]) =>
      newMember(
        taken.map((kind) => ({ kind, every: 5 })),
        field,
        { ...catalogue, diagnostics },
      )
    expect(kinds([])).toEqual({ kind: 'histogram' })
    expect(kinds(['histogram'])).toEqual({ kind: 'loss' })
    expect(kinds(['histogram', 'loss'])).toEqual({ kind: 'norm' })
  })
})
