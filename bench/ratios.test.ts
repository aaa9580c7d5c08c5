import { expect, test } from 'vitest'
import { figures } from '../src-main/trainer/workloads'
import type { FigureResult } from './measureFigures'
import { ratiosOf } from './ratios'
import targets from './targets.json'

const results: FigureResult[] = [
  {
    id: 'W2',
    title: '',
    unit: 'samples/s',
    results: [
      { contender: 'ours', variant: 'wasm', median: 1, best: 80, rounds: 3 },
      { contender: 'peer', variant: 'slow', median: 2, best: 10, rounds: 3 },
      { contender: 'peer', variant: 'fast', median: 2, best: 40, rounds: 3 },
    ],
    absent: [],
  },
  {
    id: 'W4',
    title: '',
    unit: 'ns/parameter',
    results: [
      { contender: 'ours', variant: 'wasm', median: 9, best: 0.5, rounds: 3 },
      { contender: 'peer', variant: 'slow', median: 9, best: 4, rounds: 3 },
      { contender: 'peer', variant: 'fast', median: 9, best: 2, rounds: 3 },
    ],
    absent: [],
  },
]
const target = { figures: ['W2', 'W4'], of: ['ours', 'wasm'], against: ['peer', 'slow'], atLeast: 3 } as const

test('a ratio above 1 says that ours is the faster one, whatever the unit', () => {
  expect(ratiosOf([target], results, []).map(({ ratio }) => ratio)).toEqual([8, 8])
})

test('the variant * stands for the best of a contender', () => {
  const ratios = ratiosOf([{ ...target, against: ['peer', '*'] }], results, [])
  expect(ratios.map(({ ratio }) => ratio)).toEqual([2, 4])
})

test('what was not measured has no ratio, and what the processor lacks is not asked for', () => {
  expect(ratiosOf([{ ...target, against: ['nobody', '*'] }], results, [])[0]!.ratio).toBeNull()
  expect(ratiosOf([{ ...target, with: 'avx512f' }], results, ['avx2'])).toEqual([])
  expect(ratiosOf([{ ...target, with: 'avx512f' }], results, ['avx512f'])).toHaveLength(2)
})

test('every target names figures that there are', () => {
  const ids = figures.map(({ id }) => id)
  for (const { figures: named } of targets.ratios) expect(ids).toEqual(expect.arrayContaining(named))
})
