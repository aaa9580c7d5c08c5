/** A few moments of every stage; `node scripts/reliability/crashPoints.mjs` visits all of them. */
import { expect, test } from 'vitest'
import { CrashVisits, visitsOf, whyNot } from './crashPoints.mjs'

const momentsOfStage = 3

test('a file that a killed program or a power cut leaves opens whole, with everything that was promised', async () => {
  const reason = whyNot()
  if (reason !== null) {
    // Nothing can look into SQLite here: then it is said, and the visits are refused.
    expect(reason).toMatch(/Linux|compiler/)
    await expect(CrashVisits.begin()).rejects.toThrow()
    return
  }
  const visits = await CrashVisits.begin()
  try {
    for (const stage of visits.stages()) {
      const { operations } = visits.course(stage)
      for (const visit of visitsOf(stage, operations, momentsOfStage, 1)) {
        expect([visit, visits.visit(visit)]).toEqual([visit, []])
      }
    }
  } finally {
    visits.end()
  }
})

test('the moments of a stage reach from its first operation to its last, each by a kill and by power cuts', () => {
  const visits = visitsOf('open', 10, 4, 2)
  expect(visits.map(({ at }) => at)).toEqual([1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10])
  expect(visits.map(({ mode }) => mode).slice(0, 3)).toEqual(['kill', 'power', 'power'])
  expect(new Set(visitsOf('open', 3, 100, 0).map(({ at }) => at))).toEqual(new Set([1, 2, 3]))
})

test('moments are visited on Linux, where there is a compiler', () => {
  expect(whyNot('win32')).toContain('Linux')
})
