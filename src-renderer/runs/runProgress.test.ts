import { expect, it } from 'vitest'
import { progressOf, progressText, timeLeftMs, timeLeftText } from './runProgress'
import { savedRun } from './testing/savedRun'

const running = { status: 'running', step: 1200, totalSteps: 2814, stepsPerEpoch: 938, stepsPerSecond: 100 }

it('time left is the steps left at the present speed', () => {
  expect(timeLeftMs(savedRun(1, running))).toBe(16_140)
})

it('is not known before the number of steps or the speed is, nor while paused', () => {
  expect(timeLeftMs(savedRun(1, { ...running, totalSteps: null }))).toBeNull()
  expect(timeLeftMs(savedRun(1, { ...running, stepsPerSecond: 0 }))).toBeNull()
  expect(timeLeftMs(savedRun(1, { ...running, isPaused: true }))).toBeNull()
  expect(progressOf(savedRun(1, { totalSteps: null }))).toBeNull()
})

it('time left is told in whole seconds, and never as none while it runs', () => {
  expect(timeLeftText(savedRun(1, { ...running, step: 2814 }))).toBe('less than 1 s left')
  expect(timeLeftText(savedRun(1, { ...running, step: 2614 }))).toBe('2 s left')
  expect(timeLeftText(savedRun(1, { ...running, step: 2414 }))).toBe('4 s left')
  expect(timeLeftText(savedRun(1, { ...running, stepsPerSecond: 10 }))).toBe('2 min 42 s left')
  expect(timeLeftText(savedRun(1, { ...running, totalSteps: null }))).toBeNull()
})

it('counts epochs from one and never beyond the last', () => {
  expect(progressText(savedRun(1, running))).toBe('epoch 2/3 · 100 steps/s · 17 s left')
  expect(progressText(savedRun(1, { ...running, step: 2814, stepsPerSecond: null }))).toBe('epoch 3/3')
  expect(progressText(savedRun(1, { ...running, stepsPerEpoch: null, isPaused: true }))).toBe(
    'paused · step 1,200/2,814',
  )
})
