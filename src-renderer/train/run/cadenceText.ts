/** How far apart the points of a run's charts are, as the trainer chose or was told. */
import type { RunSummary } from '../../../src-main/contract/run'

type Measured = Pick<RunSummary, 'recordEvery' | 'evaluateEvery' | 'cadences'> & {
  readonly experiment: { readonly diagnostics: Pick<RunSummary['experiment']['diagnostics'], 'measure'> }
}

/**
 * Nothing where it is not known.
 *
 * @param titleOf - of a kind of diagnostic
 */
export function cadenceText(run: Measured, titleOf: (kind: string) => string): string {
  const { recordEvery, evaluateEvery, cadences, experiment } = run
  if (recordEvery === null) return ''
  const own = experiment.diagnostics.measure.flatMap(({ kind }) => {
    const every = cadences?.[kind]
    return every === undefined ? [] : [`${titleOf(kind)} ${everySteps(every)}`]
  })
  const evaluated = evaluateEvery === null ? [] : [`evaluated ${everySteps(evaluateEvery)}`]
  return [`Measured ${everySteps(recordEvery)}`, ...evaluated, ...own].join(', ')
}

function everySteps(steps: number): string {
  return steps === 1 ? 'every step' : `every ${steps.toLocaleString('en-US')} steps`
}
