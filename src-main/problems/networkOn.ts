/** A network on data that are there already: refused where they do not fit, built and made a problem where they do. */
import type { Dataset } from '../datasets/dataset'
import { buildNetwork } from '../engine/network'
import { specifyLayer } from './layers'
import { evaluationRows } from './networkEvaluation'
import type { NetworkSettings } from './networkFields'
import { resolveLoss } from './networkLoss'
import { requireFit } from './networkMisfits'
import { followShapes, networkInputShape } from './networkShape'
import { trainingOn } from './networkTraining'
import type { Problem, ProblemContext } from './problem'

/** Enough for batch statistics, and few enough that two losses an element do not take long. */
const gradientCheckRows = 8

/** @throws LabFailure when data and network do not fit */
export function networkOn(
  data: Dataset,
  settings: Omit<NetworkSettings, 'dataset'>,
  { seed, precision, kernels, isGradientCheck = false }: ProblemContext,
): Problem {
  const { layers, labelSmoothing, huberDelta, l2, l2On } = settings
  const batchSize = isGradientCheck ? Math.min(settings.batchSize, gradientCheckRows) : settings.batchSize
  requireFit(data, data.parts.training.count, settings)
  data.requireHeldIn?.(precision)
  const inputShape = networkInputShape(data.inputShape)
  const loss = resolveLoss(settings.loss, data, followShapes(layers, inputShape).outputs)
  const net = buildNetwork({
    layers: layers.map(specifyLayer),
    inputShape,
    loss,
    lossSettings: { labelSmoothing, huberDelta },
    l2: { strength: l2, scope: l2On },
    precision,
    maxRows: Math.max(Math.min(batchSize, data.parts.training.count), evaluationRows),
    seed,
    kernels,
  })
  return trainingOn(data, net, { loss, batchSize, seed, kernels })
}
