/**
 * A figure by several contestants in this process, in turns: one slice each, round after round, another one first each
 * time, so that what else the machine does meets all of them alike.
 *
 * The median says what to expect, the best what the machine can do when nobody else wants it.
 */
import type { Contestant } from './contestants'
import { type Figure, inUnit, isMoreBetter } from './figure'
import { createPassTimer } from './passTimer'
import { prepareWork } from './prepareWork'

export interface Measurement {
  readonly contestant: Contestant
  /** in the figure's unit */
  readonly median: number
  readonly best: number
}

/** @param rounds - counted ones, an integer ≥ 1 */
export function measureInTurns(
  figure: Figure,
  contestants: readonly Contestant[],
  { rounds, sliceMs }: { readonly rounds: number; readonly sliceMs: number },
): Measurement[] {
  const lanes = contestants.map((contestant) => ({
    contestant,
    measure: createPassTimer(prepareWork(figure.work, contestant.backend), sliceMs),
    values: [] as number[],
  }))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const { measure, values } = lanes[(round + turn) % lanes.length]!
      values.push(inUnit(figure, measure()))
    }
  }
  return lanes.map(({ contestant, values }) => {
    values.sort((a, b) => a - b)
    const best = isMoreBetter(figure.unit) ? values.at(-1)! : values[0]!
    return { contestant, median: values[values.length >> 1]!, best }
  })
}
