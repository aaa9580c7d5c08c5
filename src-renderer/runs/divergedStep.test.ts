import { expect, it } from 'vitest'
import { divergedStep } from './divergedStep'

const failure = { kind: 'diverged', step: 195, series: 'trainingLoss.value', value: '9.4e9' } as const

it('is the step of the loss that diverged, one after the last update', () => {
  expect(divergedStep({ status: 'diverged', failure, step: 194 })).toBe(195)
})

it('is the last step where the failure does not say it, and none for a run that did not diverge', () => {
  expect(divergedStep({ status: 'diverged', failure: null, step: 7 })).toBe(7)
  expect(divergedStep({ status: 'completed', failure: null, step: 7 })).toBeNull()
})
