import { describe, expect, it } from 'vitest'
import { lecture } from '../../../src-main/contract/presets'
import { exampleRun } from '../../charts/testing/exampleRun'
import { tryOnBowl } from './useBowlTrial'

const rule = { kind: 'rule', text: 'title x', learningRate: 0.1 }
const bowlRmsprop = lecture.documents.find((document) => document.optimizer?.kind === 'rmsprop')
const experiment = { ...bowlRmsprop, optimizer: { kind: 'rmsprop', learningRate: 0.1 } }
const reference = { name: 'bowl, RMSProp', status: 'completed', experiment } as const

describe('tryOnBowl', () => {
  it('trains the rule with the settings of the draft on the lecture’s bowl, beside the lecture’s RMSProp', () => {
    const { documents } = tryOnBowl(rule, 'Sign momentum', [])
    expect(documents).toEqual([bowlRmsprop, { ...bowlRmsprop, name: 'bowl, Sign momentum', optimizer: rule }])
  })

  it('takes the RMSProp that is there already, unless it is in the trash, unfinished or another', () => {
    const { documents, reference: found } = tryOnBowl(rule, 'x', [exampleRun(1), exampleRun(7, reference)])
    expect(documents).toHaveLength(1)
    expect(found).toBe(7)
    for (const change of [{ trashedAtMs: 5 }, { status: 'stopped' as const }, { name: 'bowl' }]) {
      expect(tryOnBowl(rule, 'x', [exampleRun(7, { ...reference, ...change })]).reference).toBeUndefined()
    }
  })
})
