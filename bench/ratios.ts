/** What is asked for beside what was measured: ratios of bests, better above 1. */
import { isMoreBetter } from '../src-main/trainer/workloads/figure'
import type { FigureResult } from './measureFigures'

export interface RatioTarget {
  readonly figures: readonly string[]
  /** contender and variant; the variant * is the best of all */
  readonly of: readonly [contender: string, variant: string]
  readonly against: readonly [contender: string, variant: string]
  readonly atLeast: number
  /** asked for where the processor has this instruction set */
  readonly with?: string
}

export interface Ratio {
  readonly figure: string
  readonly of: string
  readonly against: string
  /** null where one of both was not measured */
  readonly ratio: number | null
  readonly atLeast: number
  readonly with: string | null
}

/** Every target that this machine can be asked for. */
export function ratiosOf(
  targets: readonly RatioTarget[],
  results: readonly FigureResult[],
  instructionSets: readonly string[],
): Ratio[] {
  return targets
    .filter((target) => target.with === undefined || instructionSets.includes(target.with))
    .flatMap((target) => target.figures.map((figure) => ratioOf(target, figure, results)))
}

function ratioOf(target: RatioTarget, id: string, results: readonly FigureResult[]): Ratio {
  const figure = results.find((result) => result.id === id)
  const ours = figure === undefined ? null : bestOf(figure, target.of)
  const theirs = figure === undefined ? null : bestOf(figure, target.against)
  const ratio = ours === null || theirs === null ? null : ours / theirs
  return {
    figure: id,
    of: target.of.join(' '),
    against: target.against[0],
    ratio: ratio === null || figure === undefined || isMoreBetter(figure.unit) ? ratio : 1 / ratio,
    atLeast: target.atLeast,
    with: target.with ?? null,
  }
}

/** The best of a contender's variant, or of all its variants. */
export function bestOf(
  { results, unit }: FigureResult,
  [contender, variant]: readonly [contender: string, variant: string],
): number | null {
  const bests = results
    .filter((result) => result.contender === contender && (variant === '*' || result.variant === variant))
    .map(({ best }) => best)
  if (bests.length === 0) return null
  return isMoreBetter(unit) ? Math.max(...bests) : Math.min(...bests)
}
