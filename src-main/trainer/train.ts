/**
 * The loop: experiment → `prepared`, frames, `finished`.
 *
 * A run whose loss diverges at step t ends with t − 1 updates made, so that its parameters are the last ones worth
 * keeping.
 *
 * Rows are a function of the experiment alone. The clock decides only how they are framed: about every 100 ms a frame
 * is yielded, and the loop waits until the control lets it go on, so that pause and stop are heard there. It decides too
 * which frames bring a checkpoint; one is of the step its frame ends with, so that rows and checkpoint are kept together.
 * A run that is to be held gives one more frame first, without rows, if its last step is not kept yet.
 */
import { InvariantError } from '../contract/assertNever'
import type { Backend } from '../contract/backend'
import type { LabError } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { Checkpoint } from '../contract/snapshot'
import type { FrameMessage, Outcome, Prepared } from '../contract/trainerMessages'
import { engineVersion } from '../engine/version'
import { restoreCheckpoint } from './checkpoints'
import { Framer } from './framer'
import { KeptMoments } from './keptMoments'
import { giveBackMemory } from './kernelsHere'
import { outcomeOf } from './outcomeOf'
import { prepareRun, type Run } from './prepareRun'
import type { Progress } from './progress'
import { createStepper } from './stepper'
import { Stopwatch } from './stopwatch'
import { assembleTeam, type RunTeam, type TeamConditions } from './threads/assembleTeam'
import { type ThreadsOfRun, threadsFor } from './threads/threadsFor'

const flushIntervalMs = 100
/** So that a frame of a very fast run keeps main for some tens of milliseconds at most. */
const mostValuesOfAFrame = 20_000

export interface TrainingControl {
  /** A clock that never goes back. */
  nowMs(): number
  isStopRequested(): boolean
  /** Whether one thread is to go on alone, since another run wants the cores; nobody does when left out. */
  isAloneWanted?(): boolean
  /** Stops once so many steps are made: a stopped run is repeated by its whole document, and no further than it came. */
  readonly stopAfter?: number | undefined
  /** Lets messages be heard, and resolves when training may go on, or what there is is wanted before it is held. */
  breathe(): Promise<void>
  /** After a breath: whether a checkpoint is wanted, and another breath then; never when left out. */
  isKeepWanted?(): boolean
}

export type TrainingEvent = Prepared | FrameMessage | { readonly type: 'finished'; readonly outcome: Outcome }

/** How many threads a run may have, and what starts them. */
export type Threads = Pick<TeamConditions, 'start'> & { readonly threads: number }

/**
 * @param backend - changes no bit of any row or parameter
 * @param threads - change none either; one when left out
 * @param checkpoint - of the same experiment and data: the run goes on from there; from the beginning when left out
 * @throws LabFailure when the data cannot be read or do not fit, or more is to be kept than a run may keep
 * @throws InvariantError when the checkpoint is of another experiment; after `prepared`, which says so and what the data are
 */
export async function* train(
  experiment: Experiment,
  control: TrainingControl,
  backend: Backend,
  threads?: Threads,
  checkpoint?: Checkpoint,
): AsyncGenerator<TrainingEvent, void> {
  const run = prepareRun(experiment, backend)
  const { nowMs } = control
  const moments = new KeptMoments(run, experiment.diagnostics.keep.every, checkpoint?.step ?? 0)
  const { count, shortfall } = threadsOf(run, experiment, control, threads)
  const isAlone = run.shared === null || threads === undefined || count === 1
  const team = isAlone ? null : await assembleTeam(run.shared, { count, start: threads.start, nowMs })
  try {
    const progress = newProgress()
    const misfit = checkpoint === undefined ? null : restored(run, progress, checkpoint)
    yield { ...preparedOf(run, { count, shortfall }), ...(misfit && { misfit: misfit.message }) }
    if (misfit !== null) throw misfit
    yield* breathe(control, () => null)
    yield* trainPrepared({ run, progress, moments, elapsedMs: checkpoint?.elapsedMs }, control, team)
  } finally {
    await team?.end()
    giveBackMemory(run.kernels)
  }
}

function threadsOf(
  run: Run,
  { problem }: Experiment,
  { isAloneWanted }: TrainingControl,
  { threads: asked }: Pick<Threads, 'threads'> = { threads: 1 },
): ThreadsOfRun {
  if (asked > 1 && isAloneWanted?.() === true) return { count: 1, shortfall: { kind: 'notAlone' } }
  return threadsFor(run.shared, problem.kind, asked)
}

/** Why the run cannot go on from there, and is as it was; null when it is there. */
function restored(run: Run, progress: Progress, checkpoint: Checkpoint): InvariantError | null {
  try {
    restoreCheckpoint(run, progress, checkpoint)
    return null
  } catch (thrown) {
    if (thrown instanceof InvariantError) return thrown
    throw thrown
  }
}

function newProgress(): Progress {
  return { step: 0, firstLoss: null, trainingLoss: null, bestTrainingLoss: null, threadsLeftAt: null }
}

/** A run where it begins, or goes on. */
interface ReadyRun {
  readonly run: Run
  readonly progress: Progress
  readonly moments: KeptMoments
  /** by then */
  readonly elapsedMs: number | undefined
}

async function* trainPrepared(
  { run, progress, moments, elapsedMs }: ReadyRun,
  control: TrainingControl,
  team: RunTeam | null,
): AsyncGenerator<TrainingEvent, void> {
  const stopwatch = new Stopwatch(control.nowMs, elapsedMs)
  const stepper = createStepper(run, progress, stopwatch)
  let isTogether = team !== null
  const goAloneIf = (isWanted: boolean | undefined): void => {
    if (!isTogether || isWanted !== true) return
    isTogether = false
    team?.leave()
    progress.threadsLeftAt = progress.step
  }
  const lastStep = Math.min(run.totalSteps, control.stopAfter ?? run.totalSteps)
  const framer = new Framer(run, progress, moments, stopwatch, control.nowMs)
  let divergence: LabError | null = null
  let burst = 1
  while (divergence === null && progress.step < lastStep && !control.isStopRequested()) {
    const stepBefore = progress.step
    const startedAtMs = control.nowMs()
    let passedMs = 0
    goAloneIf(control.isAloneWanted?.())
    stopwatch.start()
    while (divergence === null && progress.step < lastStep) {
      for (let left = burst; left > 0 && divergence === null && progress.step < lastStep; left--) {
        divergence = stepper()
        if (divergence === null) moments.look(progress.step)
      }
      const burstMs = control.nowMs() - startedAtMs - passedMs
      passedMs += burstMs
      burst = nextBurst(burst, burstMs)
      goAloneIf(team?.isTooSlow())
      if (passedMs >= flushIntervalMs || run.recorder.valueCount >= mostValuesOfAFrame || moments.isFull()) break
    }
    stopwatch.stop()
    const stepsPerSecond = ((progress.step - stepBefore) * 1000) / Math.max(passedMs, 0.001)
    const canGoOn = divergence === null && progress.step < run.totalSteps
    yield framer.next(stepsPerSecond, canGoOn)
    if (canGoOn) yield* breathe(control, () => framer.keep())
  }
  const status = divergence !== null ? 'diverged' : progress.step < run.totalSteps ? 'stopped' : 'completed'
  yield { type: 'finished', outcome: outcomeOf(run, status, progress, divergence, stopwatch) }
}

/** Waits until training may go on. @param keep - null where there is nothing to keep, or it is kept already */
async function* breathe(control: TrainingControl, keep: () => FrameMessage | null): AsyncGenerator<FrameMessage, void> {
  await control.breathe()
  while (control.isKeepWanted?.() === true) {
    const frame = keep()
    if (frame !== null) yield frame
    await control.breathe()
  }
}

function preparedOf(run: Run, { count, shortfall }: ThreadsOfRun): Prepared {
  return {
    type: 'prepared',
    totalSteps: run.totalSteps,
    stepsPerEpoch: run.problem.stepsPerEpoch,
    recordEvery: run.recordEvery,
    evaluateEvery: run.problem.stepsPerEpoch === null ? null : run.evaluateEvery,
    cadences: Object.fromEntries(run.measurements.map(({ kind, cadence }) => [kind, cadence.every])),
    engineVersion,
    backend: run.backend,
    backendShortfall: run.backendShortfall,
    threads: count,
    threadsShortfall: shortfall,
    dataDigest: run.problem.dataDigest,
    parameters: run.arena.parameters.map(({ name, shape }) => ({ name, shape: [...shape] })),
  }
}

const shortBurstMs = 0.5
const longBurstMs = 2
const mostStepsOfABurst = 1024

/**
 * How many steps to make before the clock is looked at again, which costs as much as one percent of a small network's
 * step: about a millisecond's worth. It changes when frames come, never what is in them.
 *
 * @param tookMs - by the last burst
 */
export function nextBurst(steps: number, tookMs: number): number {
  if (tookMs < shortBurstMs) return Math.min(mostStepsOfABurst, steps * 2)
  return tookMs > longBurstMs ? Math.max(1, steps >> 1) : steps
}
