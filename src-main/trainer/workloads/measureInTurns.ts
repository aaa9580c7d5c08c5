/**
 * A figure by several contestants in this process, in turns: one slice each, round after round, another one first each
 * time, so that what else the machine does meets all of them alike.
 *
 * The median says what to expect, the best what the machine can do when nobody else wants it.
 */
import type { StartFollowers } from '../threads/startFollowers'
import type { Contestant } from './contestants'
import { type Figure, inUnit, isMoreBetter } from './figure'
import { createPassTimer, type MeasureSlice } from './passTimer'
import { prepareWork } from './prepareWork'

export interface Measurement {
  readonly contestant: Contestant
  /** in the figure's unit */
  readonly median: number
  readonly best: number
}

export interface Turns {
  /** counted ones, an integer ≥ 1 */
  readonly rounds: number
  readonly sliceMs: number
  /** what starts further threads, for contestants that have some */
  readonly start?: StartFollowers
}

/** Contestants that have no use for their threads are left out. */
export async function measureInTurns(
  figure: Figure,
  contestants: readonly Contestant[],
  { rounds, sliceMs, start }: Turns,
): Promise<Measurement[]> {
  const lanes: { contestant: Contestant; measure: MeasureSlice; values: number[]; end(): Promise<void> }[] = []
  for (const contestant of contestants) {
    const prepared = await prepareWork(figure.work, contestant, start)
    if (prepared === null) continue
    const { passes, end } = prepared
    lanes.push({ contestant, measure: createPassTimer(passes, sliceMs), values: [], end })
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const { measure, values } = lanes[(round + turn) % lanes.length]!
      values.push(inUnit(figure, measure()))
    }
  }
  await Promise.all(lanes.map(({ end }) => end()))
  return lanes.map(({ contestant, values }) => {
    values.sort((a, b) => a - b)
    const best = isMoreBetter(figure.unit) ? values.at(-1)! : values[0]!
    return { contestant, median: values[values.length >> 1]!, best }
  })
}
