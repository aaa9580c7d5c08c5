/**
 * One step of a prepared run with all it records.
 *
 * Step t, from 1: loss and gradient of the batch → divergence? → update with the rate of the step → diagnostics that are
 * due → what the schedule hears → divergence of what is kept? The recorded training loss of step t is that before
 * update t.
 */
import type { LabError } from '../contract/errors'
import { type Cadence, isDue } from '../diagnostics/cadence'
import type { Instrument, StepFacts } from '../diagnostics/diagnostic'
import { createKeptDivergence, lossDivergence } from './divergence'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import type { Stopwatch } from './stopwatch'

/** What a step answers ends the run. @param progress - is told of every step */
export function createStepper(run: Run, progress: Progress, stopwatch: Stopwatch): () => LabError | null {
  const { problem, optimizer, evaluations, epochLoss, checkCadence, heardEvaluations } = run
  const keptDivergence = createKeptDivergence({ ...run, layerTensors: problem.state?.tensors ?? [] })
  const observers = run.instruments.filter((each) => each.observe !== undefined)
  const turns = turnsOf(run)
  const ofLoss = run.measurements.filter(({ when }) => when === 'everyStep').map(({ instrument }) => instrument)
  const isEveryStepTheProblem = problem.stepsPerEpoch === null || problem.stepsPerEpoch === 1
  const facts = {
    step: 0,
    loss: 0,
    learningRate: 0,
    epochLoss: null as number | null,
    get elapsedMs() {
      return stopwatch.elapsedMs
    },
  }
  return () => {
    const step = progress.step + 1
    evaluations.moved()
    const loss = problem.lossAndGradient(step)
    progress.firstLoss ??= loss
    progress.trainingLoss = loss
    facts.step = step
    facts.loss = loss
    const divergence = lossDivergence(step, loss, progress.firstLoss)
    if (divergence !== null) {
      measureAll(ofLoss, facts)
      return divergence
    }
    facts.epochLoss = epochLoss === null ? null : epochLoss.add(step, loss)
    const comparable = isEveryStepTheProblem ? loss : facts.epochLoss
    if (comparable !== null && comparable < (progress.bestTrainingLoss ?? Infinity)) {
      progress.bestTrainingLoss = comparable
    }
    facts.learningRate = run.rateAt(step)
    for (const turn of turns) {
      turn.isDue = isDue(turn.cadence, step)
      if (turn.isDue) for (const instrument of turn.instruments) instrument.prepare?.()
    }
    optimizer.step(step, facts.learningRate, run.momentumAt(step))
    progress.step = step
    for (const instrument of observers) instrument.observe?.(facts)
    for (const turn of turns) if (turn.isDue) measureAll(turn.instruments, facts)
    const isHeard = heardEvaluations !== null && isDue(heardEvaluations, step)
    const validationLoss = isHeard ? (evaluations.of('validation')?.loss ?? null) : null
    run.hear({ step: progress.step - 1, trainingLoss: loss, validationLoss })
    return isDue(checkCadence, step) ? keptDivergence(step) : null
  }
}

/** Instruments of one cadence. */
interface Turn {
  readonly cadence: Cadence
  readonly instruments: Instrument[]
  isDue: boolean
}

function turnsOf({ measurements }: Pick<Run, 'measurements'>): readonly Turn[] {
  const turns = new Map<string, Turn>()
  for (const { cadence, instrument } of measurements) {
    const key = JSON.stringify(cadence)
    const turn = turns.get(key) ?? { cadence, instruments: [], isDue: false }
    turn.instruments.push(instrument)
    turns.set(key, turn)
  }
  return [...turns.values()]
}

function measureAll(instruments: readonly Instrument[], facts: StepFacts): void {
  for (let index = 0; index < instruments.length; index++) instruments[index]!.measure(facts)
}
