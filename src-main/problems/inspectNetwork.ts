/** Whether a network fits its data, from what a dataset says of itself without being loaded. */
import type { DatasetInspection } from '../datasets/dataset'
import type { NetworkSettings } from './networkFields'
import { requireFit } from './networkMisfits'
import { namesOfParameters, networkInputShape } from './networkShape'
import type { ProblemInspection } from './problem'

/** @throws LabFailure when data and network do not fit */
export function inspectNetwork(data: DatasetInspection, settings: Omit<NetworkSettings, 'dataset'>): ProblemInspection {
  requireFit(data, data.trainingCount, settings)
  const parameterNames = namesOfParameters(settings.layers, networkInputShape(data.inputShape))
  return { parameterNames, remarks: data.remarks }
}
