/**
 * Layers followed from shape to shape before anything is built: what comes out, what is trained and what memory it
 * takes, or which layer does not fit.
 */
import { type LayerSpec, measureLayer } from './layers'
import type { LayerMeasure } from './layers/layer'
import { LayerRefused } from './layers/layerRefused'
import { sizeOf } from './layers/sizeOf'

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

/**
 * The names of layers that stand one after the other: as given, or the kind with its number among layers of that kind
 * (`dense1`).
 *
 * @param path of the list, for errors
 * @throws LayerRefused if a given name is empty or two layers would share one
 */
function nameLayers(layers: readonly LayerSpec[], path = 'layers'): string[] {
  const counts = new Map<string, number>()
  const owners = new Map<string, number>()
  return layers.map(({ kind, name: given }, index) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const name = given ?? `${kind}${count}`
    if (name === '') throw new LayerRefused(`${path}[${index}].name`, '= "", must not be empty')
    const owner = owners.get(name)
    if (owner !== undefined) {
      const reason = `= "${name}", is the name of ${path}[${owner}] too; names must differ`
      throw new LayerRefused(`${path}[${index}].name`, reason)
    }
    owners.set(name, index)
    return name
  })
}

export interface NetworkWork {
  readonly multiplyAdds: number
  /** Numbers that layers make, the outputs among them. */
  readonly activations: number
}

/**
 * How much arithmetic one example of a training step is, by the layers' shapes alone: the same on every machine and for
 * every backend.
 *
 * A weight is multiplied once forward and twice backward, in the first trained layer once backward; one of a convolution
 * at every place of its output. Layers within a residual connection are taken to keep its height and width.
 */
export function workOfNetwork(layers: readonly MeasuredLayer[]): NetworkWork {
  let multiplyAdds = 0
  let activations = 0
  for (const { measure } of layers) {
    const [channels = 1] = measure.outputShape
    const places = sizeOf(measure.outputShape) / channels
    const passes = multiplyAdds === 0 ? 2 : 3
    for (const { shape, isWeight } of measure.parameters) {
      if (isWeight) multiplyAdds += passes * sizeOf(shape) * (shape.length > 2 ? places : 1)
    }
    activations += measure.innerNumbers + sizeOf(measure.outputShape)
  }
  return { multiplyAdds, activations }
}
