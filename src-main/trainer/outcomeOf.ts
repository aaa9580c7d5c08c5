/** How a run ended, with its parameters and what the validation and test parts say of them. */
import type { LabError } from '../contract/errors'
import type { ParameterTensor } from '../contract/tensor'
import type { Outcome } from '../contract/trainerMessages'
import { parameterDigest } from './parameterDigest'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import type { Stopwatch } from './stopwatch'

/**
 * A completed run was evaluated on validation at its last step; a stopped one is evaluated now, and its values are no
 * row of any series, since where it stopped is not of the experiment. A diverged run keeps the last it had.
 */
export function outcomeOf(
  run: Run,
  status: Outcome['status'],
  progress: Readonly<Progress>,
  divergence: LabError | null,
  stopwatch: Stopwatch,
): Outcome {
  if (status === 'stopped' && progress.step > 0) run.evaluateValidation()
  const validation = run.latestValidation()
  const test = status === 'diverged' || progress.step === 0 ? null : run.evaluate('test')
  stopwatch.stop()
  return {
    status,
    step: progress.step,
    elapsedMs: stopwatch.elapsedMs,
    trainingLoss: progress.trainingLoss,
    bestTrainingLoss: progress.bestTrainingLoss,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    testLoss: test?.loss ?? null,
    testAccuracy: test?.accuracy ?? null,
    parameterDigest: parameterDigest(run.arena),
    threadsLeftAt: progress.threadsLeftAt,
    parameters: tensorsOf(run),
    divergence,
  }
}

/** Copies: the arena is free to be dropped. */
function tensorsOf({ arena }: Run): ParameterTensor[] {
  return arena.parameters.map((parameter) => ({
    name: parameter.name,
    shape: [...parameter.shape],
    values: arena.view(parameter).slice(),
    slots: Object.fromEntries([...arena.slots].map(([name, slot]) => [name, arena.view(parameter, slot).slice()])),
  }))
}
