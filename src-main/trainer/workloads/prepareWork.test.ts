import { expect, test } from 'vitest'
import { figures } from '.'
import { backendsHere } from './backendsHere'
import { contestants } from './contestants'
import { measureInTurns } from './measureInTurns'
import { prepareWork } from './prepareWork'

const heaviest = ['512³', '1024³', 'W4-1e7']

test.each(contestants(false))('$name does a pass of every figure', async (contestant) => {
  for (const { id, work } of figures) {
    if (heaviest.includes(id)) continue
    const prepared = await prepareWork(work, contestant)
    expect(() => prepared!.passes(1), id).not.toThrow()
  }
})

test('a backend is either measured or says why it is not there', () => {
  const measured = contestants(false).map(({ backend }) => backend)
  for (const { backend, absent } of backendsHere()) expect(measured.includes(backend), backend).toBe(absent === null)
})

test('the best of the rounds is no worse than the median, in every unit', async () => {
  for (const figure of figures.filter(({ id }) => ['W1', 'W4-1e6'].includes(id))) {
    for (const { median, best } of await measureInTurns(figure, contestants(false), { rounds: 3, sliceMs: 1 })) {
      expect(median).toBeGreaterThan(0)
      if (figure.unit === 'steps/s') expect(best).toBeGreaterThanOrEqual(median)
      else expect(best).toBeLessThanOrEqual(median)
    }
  }
})
