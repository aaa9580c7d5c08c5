/**
 * The layers there are. A new one is a file, a line in `LayerSpecifications` and a line in `layers`.
 */
import { type ActivationSpecification, activation } from './activationLayer'
import { type DenseSpecification, dense } from './denseLayer'
import type { Layer, LayerContext, LayerDefinition } from './layer'

interface LayerSpecifications {
  dense: DenseSpecification
  activation: ActivationSpecification
}

export type LayerKind = keyof LayerSpecifications

/** What an experiment says of one layer; a union closed on `kind`. */
export type LayerSpec<Kind extends LayerKind = LayerKind> = {
  [Each in Kind]: LayerSpecifications[Each] & { readonly kind: Each }
}[Kind]

export const layers: { readonly [Each in LayerKind]: LayerDefinition<LayerSpec<Each>> } = { dense, activation }

/** @throws RangeError if the kind is unknown, or the layer refuses its specification or its input */
export function buildLayer<Kind extends LayerKind>(specification: LayerSpec<Kind>, context: LayerContext): Layer {
  if (!Object.hasOwn(layers, specification.kind)) {
    const allowed = Object.keys(layers).join(', ')
    throw new RangeError(`kind of layer ${context.name} = ${specification.kind}, must be one of ${allowed}`)
  }
  return layers[specification.kind].build(specification, context)
}
