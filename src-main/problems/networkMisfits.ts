/** What keeps a network from being trained on data: layers, loss and sizes that do not fit. */
import { type InputProblem, LabFailure } from '../contract/errors'
import type { Member } from '../contract/field'
import type { DatasetShape } from '../datasets/dataset'
import { evaluationRows } from './networkEvaluation'
import type { NetworkSettings } from './networkFields'
import { lossMisfit, type Misfit, resolveLoss } from './networkLoss'
import { checkSizes, type NetworkShape, networkInputShape, shapeOrProblem } from './networkShape'

/** Why these layers cannot be trained on these data; paths are relative to the problem. */
export function misfits(data: DatasetShape, settings: Omit<NetworkSettings, 'dataset'>): readonly InputProblem[] {
  const { layers, loss, labelSmoothing, batchSize } = settings
  const followed = shapeOrProblem(layers, networkInputShape(data.inputShape))
  if ('problem' in followed) return [followed.problem]
  const { shape } = followed
  const problems = checkSizes(shape, Math.max(batchSize, evaluationRows))
  if (shape.lastTrained < 0) return problems
  const resolved = resolveLoss(loss, data, shape.outputs)
  const misfit = lossMisfit(resolved, data, shape.outputs)
  if (misfit !== null) return [...problems, misfitProblem(misfit, layers, shape)]
  if (!(labelSmoothing > 0) || resolved === 'softmaxCrossEntropy') return problems
  const message = `= ${labelSmoothing}, must be 0: the loss is ${resolved}, and only softmaxCrossEntropy is smoothed`
  return [...problems, { path: 'labelSmoothing', message }]
}

/** @throws LabFailure with everything that keeps these layers from being trained on so many examples of these data */
export function requireFit(
  data: DatasetShape,
  trainingCount: number,
  settings: Omit<NetworkSettings, 'dataset'>,
): void {
  if (trainingCount === 0) throw unfit([{ path: 'dataset', message: 'leaves no example to train on' }])
  const problems = misfits(data, settings)
  if (problems.length > 0) throw unfit(problems)
}

/** A refusal out of problems whose paths are relative to the problem. */
export function unfit(problems: readonly InputProblem[]): LabFailure {
  const placed = problems.map(({ path, message }) => ({ path: `problem.${path}`, message }))
  return new LabFailure({ kind: 'invalidInput', what: 'experiment', problems: placed })
}

function misfitProblem(
  misfit: Misfit,
  layers: readonly Member[],
  { lastTrained, outputs }: NetworkShape,
): InputProblem {
  if (misfit.of === 'loss') return { path: 'loss', message: misfit.message }
  if (layers[lastTrained]?.kind !== 'dense') {
    return { path: 'layers', message: `make ${outputs} outputs, must be ${misfit.allowed}` }
  }
  const message = `= ${outputs} in the last layer, must be ${misfit.allowed}`
  return { path: `layers[${lastTrained}].units`, message }
}
