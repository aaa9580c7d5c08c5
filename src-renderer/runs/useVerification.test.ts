import { beforeEach, describe, expect, it } from 'vitest'
import { success } from '../../src-main/contract/result'
import { LabDouble } from '../lab/testing/labDouble'
import { savedRun } from './testing/savedRun'
import { canVerify, useVerification, verifyingText } from './useVerification'

const answer = {
  matches: true,
  expected: 'sha256:0',
  actual: 'sha256:0',
  remarks: [],
  dataChanged: null,
  differences: [],
}
const { verifications, verify, cancelVerification } = useVerification()
let lab: LabDouble

beforeEach(() => {
  lab = new LabDouble().install()
  lab.answer('runs.cancelVerify', undefined)
})

describe('useVerification', () => {
  it('follows the progress of its own run until the answer is there', async () => {
    let end = (_value: unknown): void => {}
    lab.answers.set('runs.verify', () => new Promise((resolve) => (end = (value) => resolve(success(value)))))
    const run = savedRun(3, { step: 400 })
    const asked = verify(run)
    expect(verify(run)).toBe(asked)
    lab.tell('runs.verifying', { run: savedRun(4).id, step: 9, totalSteps: 9 })
    expect(verifications.value.get(run.id)).toMatchObject({ kind: 'running', step: 0, totalSteps: 400 })
    lab.tell('runs.verifying', { run: run.id, step: 100, totalSteps: 400 })
    expect(verifications.value.get(run.id)).toMatchObject({ kind: 'running', step: 100 })
    cancelVerification(run.id)
    expect(lab.calls.at(-1)).toEqual({ name: 'runs.cancelVerify', input: { run: 3 } })
    end(null)
    expect(await asked).toEqual({ kind: 'cancelled' })
    expect(lab.listenerCount()).toBe(0)

    const again = verify(run)
    end(answer)
    expect(await again).toEqual({ kind: 'answered', verification: answer })
    expect(lab.calls.filter(({ name }) => name === 'runs.verify')).toHaveLength(2)
  })
})

describe('verifyingText', () => {
  it('tells steps and the time left at the speed so far, as soon as there is a step', () => {
    const state = { kind: 'running', startedAtMs: 1000, step: 0, totalSteps: 4000 } as const
    expect(verifyingText(state, 2000)).toBe('Training it again…')
    expect(verifyingText({ ...state, step: 1000 }, 3000)).toBe('Training it again: step 1,000 of 4,000 · 6 s left')
  })
})

describe('canVerify', () => {
  it('asks for parameters that were kept of a run that was not cut short by a fault', () => {
    const run = savedRun(1, { status: 'stopped', parameterDigest: 'sha256:0', step: 3 })
    expect(canVerify(run)).toBe(true)
    expect(canVerify({ ...run, status: 'completed' })).toBe(true)
    expect(canVerify({ ...run, status: 'failed' })).toBe(false)
    expect(canVerify({ ...run, parameterDigest: null })).toBe(false)
    expect(canVerify({ ...run, step: 0 })).toBe(false)
  })
})
