import { describe, expect, test } from 'vitest'
import { countJourneys, countUnit } from './countReport.mjs'

const unit = (report: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  success: true,
  testResults: [],
  ...report,
})
const journeys = (stats: object, errors: { message: string }[] = []) => ({
  stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
})

describe('unit tests', () => {
  test('are counted as reported', () => {
    expect(countUnit(unit({}), 0)).toMatchObject({ passed: 3, failed: 0 })
    expect(countUnit(unit({ numFailedTests: 2, success: false }), 1)).toMatchObject({ passed: 3, failed: 2 })
  })
  test('a file that could not be loaded is a failure', () => {
    const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }]
    expect(countUnit(unit({ testResults, success: false }), 1)).toMatchObject({ passed: 3, failed: 1 })
  })
  test('a crash, an error outside of any test, no test and a skipped test are failures', () => {
    expect(countUnit(undefined, 139).failed).toBe(1)
    expect(countUnit(unit({}), 1).failed).toBe(1)
    expect(countUnit(unit({ success: false }), 0).failed).toBe(1)
    expect(countUnit(unit({ numPassedTests: 0 }), 0).failed).toBe(1)
    expect(countUnit(unit({ numPendingTests: 1 }), 0).failed).toBe(1)
  })
})

describe('journeys', () => {
  test('are counted as reported', () => {
    expect(countJourneys(journeys({}), 0)).toMatchObject({ passed: 2, failed: 0 })
    expect(countJourneys(journeys({ unexpected: 1, flaky: 1, skipped: 1 }), 1)).toMatchObject({ passed: 2, failed: 3 })
  })
  test('a crash, an error outside of any test and no test are failures', () => {
    expect(countJourneys(undefined, null).failed).toBe(1)
    expect(countJourneys(journeys({}, [{ message: 'global time-out' }]), 1).failed).toBe(1)
    expect(countJourneys(journeys({ expected: 0 }), 0).failed).toBe(1)
  })
})
