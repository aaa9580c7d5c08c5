/**
 * The loop: experiment → `prepared`, frames, `finished`.
 *
 * Step t, from 1: loss and gradient of the batch → divergence? → update with the rate of the step → diagnostics that are
 * due. The recorded training loss of step t is that before update t. A run whose loss diverges at step t ends with
 * t − 1 updates made, so that its parameters are the last ones worth keeping.
 *
 * Rows are a function of the experiment alone. The clock decides only how they are framed: about every 100 ms a frame
 * is yielded, and the loop waits until the control lets it go on, so that pause and stop are heard there. It decides too
 * which frames bring a checkpoint; one is of the step its frame ends with, so that rows and checkpoint are kept together.
 */
import type { Backend } from '../contract/backend'
import type { Checkpoint } from '../contract/checkpoint'
import type { LabError } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { FrameMessage, FromTrainer, Outcome, Prepared } from '../contract/trainerMessages'
import { isEvaluationStep, isSparseStep } from '../diagnostics/cadence'
import type { Instrument, StepFacts } from '../diagnostics/diagnostic'
import { engineVersion } from '../engine/version'
import { checkpointIntervalMs } from './checkpointIntervalMs'
import { restoreCheckpoint, takeCheckpoint } from './checkpoints'
import { lossDivergence, parameterDivergence } from './divergence'
import { nextBurst } from './nextBurst'
import { outcomeOf } from './outcomeOf'
import { prepareRun, type Run } from './prepareRun'
import type { Progress } from './progress'
import { stateBytes } from './runState'
import { Stopwatch } from './stopwatch'
import { assembleTeam, type RunTeam, type TeamConditions } from './threads/assembleTeam'
import { type ThreadsOfRun, threadsFor } from './threads/threadsFor'

const flushIntervalMs = 100
/** So that a frame of a very fast run stays small to store. */
const mostRowsOfAFrame = 200_000

export interface TrainingControl {
  /** A clock that never goes back. */
  nowMs(): number
  isStopRequested(): boolean
  /** Whether one thread is to go on alone, since another run wants the cores; nobody does when left out. */
  isAloneWanted?(): boolean
  /** Stops once so many steps are made: a stopped run is repeated by its whole document, and no further than it came. */
  readonly stopAfter?: number | undefined
  /** Lets messages be heard, and resolves when training may go on. */
  breathe(): Promise<void>
}

export type TrainingEvent = Extract<FromTrainer, { type: 'prepared' | 'frame' | 'finished' }>

/** How many threads a run may have, and what starts them. */
export type Threads = Pick<TeamConditions, 'start'> & { readonly threads: number }

/**
 * @param backend - changes no bit of any row or parameter
 * @param threads - change none either; one when left out
 * @param checkpoint - of the same experiment and data: the run goes on from there; from the beginning when left out
 * @throws LabFailure when the data cannot be read or do not fit
 * @throws InvariantError when the checkpoint is of another experiment; after `prepared`, which says what the data are
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
  const { count, shortfall } = threadsOf(run, experiment, control, threads)
  const isAlone = run.shared === null || threads === undefined || count === 1
  const team = isAlone ? null : await assembleTeam(run.shared, { count, start: threads.start, nowMs })
  try {
    yield preparedOf(run, { count, shortfall })
    await control.breathe()
    yield* trainPrepared(run, control, team, checkpoint)
  } finally {
    await team?.end()
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

async function* trainPrepared(
  run: Run,
  control: TrainingControl,
  team: RunTeam | null,
  checkpoint: Checkpoint | undefined,
): AsyncGenerator<TrainingEvent, void> {
  const progress: Progress = {
    step: 0,
    firstLoss: null,
    trainingLoss: null,
    bestTrainingLoss: null,
    threadsLeftAt: null,
  }
  if (checkpoint !== undefined) restoreCheckpoint(run, progress, checkpoint)
  const stopwatch = new Stopwatch(control.nowMs, checkpoint?.elapsedMs)
  const stepper = createStepper(run, progress, stopwatch)
  let isTogether = team !== null
  const goAloneIf = (isWanted: boolean | undefined): void => {
    if (!isTogether || isWanted !== true) return
    isTogether = false
    team?.leave()
    progress.threadsLeftAt = progress.step
  }
  const lastStep = Math.min(run.totalSteps, control.stopAfter ?? run.totalSteps)
  let divergence: LabError | null = null
  const intervalMs = checkpointIntervalMs(stateBytes(run))
  let keptAtMs = control.nowMs()
  let burst = 1
  while (divergence === null && progress.step < lastStep && !control.isStopRequested()) {
    const stepBefore = progress.step
    const startedAtMs = control.nowMs()
    let passedMs = 0
    goAloneIf(control.isAloneWanted?.())
    stopwatch.start()
    while (divergence === null && progress.step < lastStep) {
      for (let left = burst; left > 0 && divergence === null && progress.step < lastStep; left--) divergence = stepper()
      const burstMs = control.nowMs() - startedAtMs - passedMs
      passedMs += burstMs
      burst = nextBurst(burst, burstMs)
      goAloneIf(team?.isTooSlow())
      if (passedMs >= flushIntervalMs || run.recorder.rowCount >= mostRowsOfAFrame) break
    }
    stopwatch.stop()
    const { elapsedMs } = stopwatch
    const isDue = divergence === null && progress.step < run.totalSteps && control.nowMs() - keptAtMs >= intervalMs
    if (isDue) keptAtMs = control.nowMs()
    const kept = isDue ? takeCheckpoint(run, progress, elapsedMs) : undefined
    const stepsPerSecond = ((progress.step - stepBefore) * 1000) / Math.max(passedMs, 0.001)
    yield { ...frameOf(run, progress, elapsedMs, stepsPerSecond), ...(kept && { checkpoint: kept }) }
    await control.breathe()
  }
  const status = divergence !== null ? 'diverged' : progress.step < run.totalSteps ? 'stopped' : 'completed'
  const last = status === 'stopped' ? takeCheckpoint(run, progress, stopwatch.elapsedMs) : undefined
  stopwatch.start()
  const outcome: Outcome = outcomeOf(run, status, progress, divergence, stopwatch)
  yield { type: 'finished', outcome: { ...outcome, ...(last && { checkpoint: last }) } }
}

/** One step with all it records; what it answers ends the run. */
function createStepper(run: Run, progress: Progress, stopwatch: Stopwatch): () => LabError | null {
  const { problem, arena, optimizer, cadence } = run
  const { everyStep, sparsely, atEvaluations } = run.instruments
  const observers = [...everyStep, ...sparsely, ...atEvaluations].filter((each) => each.observe !== undefined)
  const facts = { step: 0, loss: 0, learningRate: 0, elapsedMs: 0 }
  return () => {
    const step = progress.step + 1
    const loss = problem.lossAndGradient(step)
    progress.firstLoss ??= loss
    progress.trainingLoss = loss
    facts.step = step
    facts.loss = loss
    const divergence = lossDivergence(step, loss, progress.firstLoss)
    if (divergence !== null) {
      measureAll(everyStep, facts)
      return divergence
    }
    if (progress.bestTrainingLoss === null || loss < progress.bestTrainingLoss) progress.bestTrainingLoss = loss
    facts.learningRate = run.rateAt(step)
    const isSparse = isSparseStep(cadence, step)
    if (isSparse) for (const instrument of sparsely) instrument.prepare?.()
    optimizer.step(step, facts.learningRate)
    progress.step = step
    for (const instrument of observers) instrument.observe?.()
    measureAll(everyStep, facts)
    const isEvaluation = isEvaluationStep(cadence, step)
    if (isEvaluation) measureAll(atEvaluations, facts)
    const validationLoss = isEvaluation ? (run.latestValidation()?.loss ?? null) : null
    run.hear({ step: progress.step - 1, trainingLoss: loss, validationLoss })
    if (!isSparse) return null
    facts.elapsedMs = stopwatch.elapsedMs
    measureAll(sparsely, facts)
    return parameterDivergence(step, arena, run.measures)
  }
}

function measureAll(instruments: readonly Instrument[], facts: StepFacts): void {
  for (let index = 0; index < instruments.length; index++) instruments[index]!.measure(facts)
}

function preparedOf(run: Run, { count, shortfall }: ThreadsOfRun): Prepared {
  return {
    type: 'prepared',
    totalSteps: run.totalSteps,
    stepsPerEpoch: run.problem.stepsPerEpoch,
    recordEvery: run.cadence.every,
    evaluateEvery: run.problem.stepsPerEpoch === null ? null : run.cadence.evaluateEvery,
    engineVersion,
    backend: run.backend,
    backendShortfall: run.backendShortfall,
    threads: count,
    threadsShortfall: shortfall,
    dataDigest: run.problem.dataDigest,
    parameters: run.arena.parameters.map(({ name, shape }) => ({ name, shape: [...shape] })),
  }
}

function frameOf(run: Run, progress: Progress, elapsedMs: number, stepsPerSecond: number): FrameMessage {
  const validation = run.latestValidation()
  return {
    type: 'frame',
    frame: { step: progress.step, elapsedMs, stepsPerSecond, rows: run.recorder.take() },
    trainingLoss: progress.trainingLoss,
    bestTrainingLoss: progress.bestTrainingLoss,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
  }
}
