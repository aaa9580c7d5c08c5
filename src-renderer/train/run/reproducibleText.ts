/** Short texts of how a run was computed and measured, for all that it takes to repeat it. */
import type { RunSummary } from '../../../src-main/contract/run'
import { shortfallReason } from '../../../src-main/contract/shortfall'
import { capitalised } from '../../lab/capitalised'

/** Digits that are shown of each end of a digest. */
const ends = 4

/** A digest to recognise at a glance: `sha256:4f1c…a90e` → `4f1c…a90e`. The whole of it is what is copied. */
export function shortDigest(digest: string): string {
  const figures = digest.split(':').at(-1) ?? digest
  return figures.length <= 2 * ends + 1 ? figures : `${figures.slice(0, ends)}…${figures.slice(-ends)}`
}

/**
 * By how many threads a run was trained, and whether some of them left before its end; nothing where it was one all
 * along.
 */
export function threadsText({ threads, threadsLeftAt }: Pick<RunSummary, 'threads' | 'threadsLeftAt'>): string {
  if (threads === null || threads < 2) return ''
  return threadsLeftAt === null ? `, ${threads} threads` : `, ${threads} threads, one after step ${threadsLeftAt}`
}

/**
 * Why a run was computed by another backend or fewer threads than asked for: one line; nothing where all was as asked
 * for.
 */
export function shortfallText(run: Pick<RunSummary, 'backendShortfall' | 'threadsShortfall'>): string {
  const shortfalls = [run.backendShortfall, run.threadsShortfall].filter((shortfall) => shortfall !== null)
  return capitalised(shortfalls.map(shortfallReason).join('; '))
}

type Measured = Pick<RunSummary, 'recordEvery' | 'evaluateEvery' | 'cadences'> & {
  readonly experiment: { readonly diagnostics: Pick<RunSummary['experiment']['diagnostics'], 'measure'> }
}

/**
 * How far apart the points of a run’s charts are, as the trainer chose or was told; nothing where it is not known.
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
