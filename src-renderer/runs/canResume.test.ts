import { expect, test } from 'vitest'
import { canResume } from './canResume'
import { savedRun } from './testing/savedRun'

test.each([
  ['stopped', 10, null, true],
  ['interrupted', 10, null, true],
  ['failed', 10, null, true],
  ['stopped', null, null, true],
  ['interrupted', null, null, true],
  ['failed', null, 1, false],
  ['stopped', 10, 1, false],
  ['completed', 10, null, false],
  ['diverged', 10, null, false],
  ['running', 10, null, false],
  ['queued', 10, null, false],
] as const)('a %s run with its checkpoint at %s, in the trash since %s: %s', (status, step, trashedAtMs, expected) => {
  expect(canResume(savedRun(1, { status, checkpointStep: step, trashedAtMs }))).toBe(expected)
})
