/**
 * The layers there are. A new one is a file, an entry in `specification.ts` and a line in `layers`.
 */
import { activation } from './activation'
import { averagePool2d } from './averagePool2d'
import { batchNorm } from './batchNorm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import type { Layer, LayerContext, LayerDefinition, LayerMeasure, MeasureInner } from './layer'
import { layerNorm } from './layerNorm'
import { maxPool2d } from './maxPool2d'
import { residual } from './residual'
import type { LayerKind, LayerSpec } from './specification'

export type { LayerKind, LayerSpec }

export const layers: { readonly [Each in LayerKind]: LayerDefinition<LayerSpec<Each>> } = {
  dense,
  conv2d,
  maxPool2d,
  averagePool2d,
  flatten,
  activation,
  dropout,
  batchNorm,
  layerNorm,
  residual,
}

/** @throws RangeError if the kind is unknown, or the layer refuses its specification or its input */
export function measureLayer<Kind extends LayerKind>(
  specification: LayerSpec<Kind>,
  inputShape: readonly number[],
  measureInner: MeasureInner,
): LayerMeasure {
  if (!Object.hasOwn(layers, specification.kind)) {
    throw new RangeError(`kind = ${specification.kind}, must be one of ${Object.keys(layers).join(', ')}`)
  }
  return layers[specification.kind].measure(specification, inputShape, measureInner)
}

/** Only what `measureLayer` has accepted. */
export function buildLayer<Kind extends LayerKind>(specification: LayerSpec<Kind>, context: LayerContext): Layer {
  return layers[specification.kind].build(specification, context)
}
