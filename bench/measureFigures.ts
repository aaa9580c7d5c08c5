/**
 * Every figure by every contender, in turns: one slice each, round after round, another one first each time, so that what
 * else the machine does meets all of them alike. The first round is for warming up and is not counted.
 *
 * Contenders whose slice takes far longer than it should (a single pass does) are asked less often.
 */
import { type Figure, inUnit, isMoreBetter } from '../src-main/trainer/workloads/figure'
import type { Program } from './program'

export interface RunningContender {
  readonly id: string
  readonly program: Program
  readonly variants: readonly string[]
}

export interface Measured {
  readonly contender: string
  readonly variant: string
  /** in the figure's unit: what to expect, and what the machine can do when nobody else wants it */
  readonly median: number
  readonly best: number
  readonly rounds: number
}

export interface FigureResult extends Pick<Figure, 'id' | 'title' | 'unit'> {
  readonly results: readonly Measured[]
  /** who was asked and has no figure, and why */
  readonly absent: readonly { readonly contender: string; readonly variant: string; readonly reason: string }[]
}

interface Lane {
  readonly contender: RunningContender
  readonly variant: string
  readonly speeds: number[]
  /** takes part in every so manieth round */
  every: number
  absent: string | null
}

/** A slice that takes so many times as long is long, one that takes so many milliseconds very long. */
const longSlices = 4
const veryLongMs = 2500

export async function measureFigure(
  figure: Figure,
  running: readonly RunningContender[],
  { rounds, sliceMs }: { readonly rounds: number; readonly sliceMs: number },
): Promise<FigureResult> {
  const lanes = running.flatMap((contender) =>
    contender.variants.map((variant): Lane => ({ contender, variant, speeds: [], every: 1, absent: null })),
  )
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(round + turn) % lanes.length]!
      if (lane.absent !== null || round % lane.every !== 0) continue
      const startedAtMs = performance.now()
      const answer = await lane.contender.program.ask(figure, lane.variant, sliceMs)
      const elapsedMs = performance.now() - startedAtMs
      if ('absent' in answer) lane.absent = answer.absent
      // the slice that warmed up counts only for who takes so long that there are few others
      else if (round > 0 || elapsedMs > veryLongMs) lane.speeds.push(answer.passesPerSecond)
      if (elapsedMs > veryLongMs) lane.every = rounds
      else if (round > 0 && elapsedMs > longSlices * sliceMs) lane.every = 4
    }
  }
  return {
    id: figure.id,
    title: figure.title,
    unit: figure.unit,
    results: lanes.filter(({ speeds }) => speeds.length > 0).map((lane) => summary(figure, lane)),
    absent: lanes.flatMap(({ contender, variant, absent }) =>
      absent === null ? [] : [{ contender: contender.id, variant, reason: absent }],
    ),
  }
}

function summary(figure: Figure, { contender, variant, speeds }: Lane): Measured {
  const values = speeds.map((speed) => inUnit(figure, speed)).sort((a, b) => a - b)
  const best = isMoreBetter(figure.unit) ? values.at(-1)! : values[0]!
  return { contender: contender.id, variant, median: values[values.length >> 1]!, best, rounds: values.length }
}
