import { describe, expect, it } from 'vitest'
import { runLabels } from './runLabels'
import { exampleRun } from './testing/exampleRun'

const titleOf = ({ kind }: { readonly kind: string }) => ({ rmsprop: 'RMSProp', adam: 'Adam' })[kind] ?? kind
const adam = { experiment: { optimizer: { kind: 'adam' } } }
const labels = (...runs: ReturnType<typeof exampleRun>[]) => [...runLabels(runs, titleOf).values()]

describe('runLabels', () => {
  it('are optimizer titles while those tell the runs apart', () => {
    expect(labels(exampleRun(1), exampleRun(2, adam))).toEqual(['RMSProp', 'Adam'])
  })

  it('are the names of the runs when an optimizer comes twice', () => {
    expect(labels(exampleRun(1), exampleRun(2), exampleRun(3, adam))).toEqual(['run 1', 'run 2', 'run 3'])
  })

  it('are never the same for two runs', () => {
    expect(labels(exampleRun(1, { name: 'a' }), exampleRun(2, { name: 'a' }))).toEqual(['a #1', 'a #2'])
  })

  it('leave out a long beginning that all names share, by parts or else by words', () => {
    const named = (...names: string[]) => labels(...names.map((name, index) => exampleRun(index + 1, { name })))
    const bowl = 'noisy elongated bowl'
    expect(named(`${bowl} · seed 1`, `${bowl} · seed 12`)).toEqual(['… seed 1', '… seed 12'])
    expect(named(`${bowl} at a large rate`, `${bowl} at a small rate`)).toEqual(['… large rate', '… small rate'])
    expect(named('bowl · seed 1', 'bowl · seed 2')).toEqual(['bowl · seed 1', 'bowl · seed 2'])
    expect(named(`${bowl}, `, `${bowl}, again`)).toEqual([`${bowl}, `, `${bowl}, again`])
  })
})
