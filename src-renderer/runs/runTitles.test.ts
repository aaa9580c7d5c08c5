import { expect, it } from 'vitest'
import { computed } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'
import { createRunTitles } from './runTitles'
import { type Changes, savedRun } from './testing/savedRun'

function titled(...runs: RunSummary[]) {
  const titles = createRunTitles()
  titles.change(runs.map((after) => ({ before: undefined, after })))
  return titles
}
const bowl = (id: number, seed: number, changes: Changes = {}) =>
  savedRun(id, { name: 'bowl', configuration: 1, seed, ...changes })

it('runs of one name and configuration are told apart by their seeds, and others by their names', () => {
  const { titleOf } = titled(bowl(1, 1), bowl(2, 2), savedRun(3, { name: 'other', configuration: 1, seed: 3 }))
  expect([bowl(1, 1), bowl(2, 2)].map(titleOf)).toEqual(['bowl · seed 1', 'bowl · seed 2'])
  expect(titleOf(savedRun(3, { name: 'other', configuration: 1, seed: 3 }))).toBe('other')
})

it('runs of one seed have nothing in it to be told apart by', () => {
  const { titleOf } = titled(bowl(1, 1), bowl(2, 1))
  expect(titleOf(bowl(1, 1))).toBe('bowl')
})

it('a title follows the runs beside it: what is renamed, removed or moved to the trash is beside it no more', () => {
  const [first, second] = [bowl(1, 1), bowl(2, 2)]
  for (const after of [bowl(2, 2, { name: 'another' }), undefined, bowl(2, 2, { trashedAtMs: 5 })]) {
    const titles = titled(first, second)
    const title = computed(() => titles.titleOf(first))
    expect(title.value).toBe('bowl · seed 1')
    titles.change([{ before: second, after }])
    expect(title.value).toBe('bowl')
  }
})
