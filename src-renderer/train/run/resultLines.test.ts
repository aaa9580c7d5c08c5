import { describe, expect, it } from 'vitest'
import { savedRun } from '../testing/savedRun'
import { readTags } from './readTags'
import { resultLines } from './resultLines'
import { shortDigest } from './shortDigest'

const texts = (change: Parameters<typeof savedRun>[0]) =>
  Object.fromEntries(resultLines(savedRun(change)).map((line) => [line.label, line.text]))

describe('resultLines', () => {
  it('what does not apply to the run is left out', () => {
    expect(Object.keys(texts({ validationLoss: null, testAccuracy: null }))).toEqual([
      'Training loss',
      'Best training loss',
      'Steps',
      'Training time',
      'Speed',
    ])
    expect(texts({ testAccuracy: 0.9712 })['Test accuracy']).toBe('97.1 %')
  })

  it('a loss that is not finite is written out', () => {
    expect(texts({ trainingLoss: Number.NaN })['Training loss']).toBe('NaN')
    expect(texts({ trainingLoss: Number.POSITIVE_INFINITY })['Training loss']).toBe('∞')
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

describe('shortDigest', () => {
  it('keeps both ends of a digest and nothing of its prefix', () => {
    expect(shortDigest('sha256:4f1c00000000a90e')).toBe('4f1c…a90e')
    expect(shortDigest('abc')).toBe('abc')
  })
})

describe('readTags', () => {
  it('trims, drops what is empty, and keeps each tag once in its order', () => {
    expect(readTags(' bowl, first ,, bowl,long name ')).toEqual(['bowl', 'first', 'long name'])
    expect(readTags(' ')).toEqual([])
  })
})
