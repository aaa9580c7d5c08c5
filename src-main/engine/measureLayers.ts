/**
 * Layers followed from shape to shape before anything is built: what comes out, what is trained and what memory it
 * takes, or which layer does not fit.
 */
import { type LayerSpec, measureLayer } from './layers'
import type { LayerMeasure } from './layers/layer'
import { LayerRefused } from './layers/layerRefused'
import { sizeOf } from './layers/sizeOf'
import { nameLayers } from './nameLayers'

export interface MeasuredLayer {
  readonly specification: LayerSpec
  /** among its neighbours */
  readonly name: string
  readonly inputShape: readonly number[]
  readonly measure: LayerMeasure
}

/**
 * One entry a layer.
 *
 * @param path of the list, for errors
 * @throws LayerRefused for the first layer that does not fit, or has no name of its own
 */
export function measureLayers(
  layers: readonly LayerSpec[],
  inputShape: readonly number[],
  path = 'layers',
): MeasuredLayer[] {
  const names = nameLayers(layers, path)
  let shape = inputShape
  return layers.map((specification, index) => {
    const measure = measureAt(`${path}[${index}]`, specification, shape)
    const measured = { specification, name: names[index]!, inputShape: shape, measure }
    shape = measure.outputShape
    return measured
  })
}

function measureAt(place: string, specification: LayerSpec, inputShape: readonly number[]): LayerMeasure {
  try {
    return measureLayer(specification, inputShape, (inner, innerShape) =>
      summariseLayers(measureLayers(inner, innerShape, `${place}.layers`), innerShape),
    )
  } catch (error) {
    if (!(error instanceof RangeError) || error instanceof LayerRefused) throw error
    throw new LayerRefused(place, `${specification.kind}: ${error.message}`)
  }
}

/** All of them as one layer, whose parameters have the names of their layers in front: `dense1.W`. */
export function summariseLayers(measured: readonly MeasuredLayer[], inputShape: readonly number[]): LayerMeasure {
  const outputShape = measured[measured.length - 1]?.measure.outputShape ?? inputShape
  const parameters = measured.flatMap(({ name, measure }) =>
    measure.parameters.map((parameter) => ({ ...parameter, name: `${name}.${parameter.name}` })),
  )
  const between = measured
    .slice(0, -1)
    .reduce((sum, { measure }) => sum + measure.innerNumbers + sizeOf(measure.outputShape), 0)
  return { outputShape, parameters, innerNumbers: between + (measured[measured.length - 1]?.measure.innerNumbers ?? 0) }
}
