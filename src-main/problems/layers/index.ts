/** The layers a network can be made of. */
import type { Member } from '../../contract/field'
import type { LayerSpec } from '../../engine/layers'
import { activation } from './activation'
import { averagePool2d } from './averagePool2d'
import { batchNorm } from './batchNorm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import type { LayerDefinition } from './layer'
import { layerNorm } from './layerNorm'
import { maxPool2d } from './maxPool2d'
import { residual } from './residual'

export const layers: readonly LayerDefinition[] = [
  dense,
  activation,
  conv2d,
  maxPool2d,
  averagePool2d,
  flatten,
  dropout,
  batchNorm,
  layerNorm,
  residual,
]

/** What the engine builds a layer of a document from. @throws RangeError if its kind is not in the list */
export function specifyLayer(layer: Member): LayerSpec {
  const definition = layers.find((candidate) => candidate.kind === layer.kind)
  if (definition === undefined) throw new RangeError(`kind = ${layer.kind}, must be in the list of layers`)
  return definition.specify(layer, specifyLayer)
}
