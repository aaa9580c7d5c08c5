/**
 * One step of a prepared run with all it records.
 *
 * Step t, from 1: loss and gradient of the batch → divergence? → update with the rate of the step → diagnostics that are
 * due. The recorded training loss of step t is that before update t.
 */
import type { LabError } from '../contract/errors'
import { isEvaluationStep, isRegularStep, isSparseStep } from '../diagnostics/cadence'
import type { Instrument, StepFacts } from '../diagnostics/diagnostic'
import { lossDivergence, parameterDivergence } from './divergence'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import type { Stopwatch } from './stopwatch'

/** What a step answers ends the run. @param progress - is told of every step */
export function createStepper(run: Run, progress: Progress, stopwatch: Stopwatch): () => LabError | null {
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
    return isRegularStep(cadence, step) ? parameterDivergence(step, arena, run.measures) : null
  }
}

function measureAll(instruments: readonly Instrument[], facts: StepFacts): void {
  for (let index = 0; index < instruments.length; index++) instruments[index]!.measure(facts)
}
