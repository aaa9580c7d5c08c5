import { describe, expect, it } from 'vitest'
import { type Changes, savedRun } from '../../runs/testing/savedRun'
import { readTags } from './readTags'
import { resultLines } from './resultLines'

const texts = (change: Changes) =>
  Object.fromEntries(resultLines(savedRun(7, { startedAtMs: 2, ...change })).map((line) => [line.label, line.text]))

describe('resultLines', () => {
  it('what does not apply to the run is left out', () => {
    expect(Object.keys(texts({ step: 400, validationLoss: null, testAccuracy: null }))).toEqual([
      'Training loss, step 400',
      'Best training loss, of a step',
      'Steps',
      'Training time',
      'Speed',
    ])
    expect(texts({ step: 400, testAccuracy: 0.9712 })['Test accuracy, step 400']).toBe('97.1 %')
  })

  it('a number says of which part, which statistic and which step it is', () => {
    const measured = { validationLoss: 0.5, testLoss: 0.25 }
    const labels = (change: Changes) => Object.keys(texts({ ...measured, ...change })).slice(0, 4)
    expect(labels({ stepsPerEpoch: 594, step: 1782, status: 'completed' })).toEqual([
      'Training loss, batch of step 1,782',
      'Best training loss, mean of an epoch',
      'Validation loss, step 1,782',
      'Test loss, step 1,782',
    ])
    expect(labels({ stepsPerEpoch: 1, step: 20, status: 'running' })).toEqual([
      'Training loss, step 20',
      'Best training loss, of a step',
      'Validation loss, last evaluation',
      'Test loss, step 20',
    ])
    const failure = { kind: 'diverged', step: 21, series: 'trainingLoss.value', value: 'NaN' } as const
    expect(labels({ stepsPerEpoch: 7, step: 20, status: 'diverged', failure })[0]).toBe(
      'Training loss, batch of step 21',
    )
  })

  it('a loss that is not finite is written out', () => {
    expect(texts({ step: 3, trainingLoss: Number.NaN })['Training loss, step 3']).toBe('NaN')
    expect(texts({ step: 3, trainingLoss: Number.POSITIVE_INFINITY })['Training loss, step 3']).toBe('∞')
  })

  it('a run that ended early says of how many steps', () => {
    expect(texts({ step: 195, totalSteps: 400 }).Steps).toBe('195 of 400')
    expect(texts({ step: 400, totalSteps: 400 }).Steps).toBe('400')
  })

  it('speed is that of the moment while it runs, and of the whole run afterwards', () => {
    expect(texts({ stepsPerSecond: 1234 }).Speed).toBe('1,234 steps/s')
    expect(texts({ stepsPerSecond: null, step: 400, elapsedMs: 200 }).Speed).toBe('2,000 steps/s')
    expect(texts({ stepsPerSecond: null, step: 0, elapsedMs: 0 }).Speed).toBeUndefined()
  })
})

describe('readTags', () => {
  it('trims, drops what is empty, and keeps each tag once in its order', () => {
    expect(readTags(' bowl, first ,, bowl,long name ')).toEqual(['bowl', 'first', 'long name'])
    expect(readTags(' ')).toEqual([])
  })
})
