/** A network's layers followed from shape to shape: what comes out, how much is trained, and what is wrong. */
import type { InputProblem } from '../contract/errors'
import type { Member } from '../contract/field'
import { LayerRefused } from '../engine/layers/layerRefused'
import { sizeOf } from '../engine/layers/sizeOf'
import { measureLayers, summariseLayers } from '../engine/measureLayers'
import { specifyLayer } from './layers'

/** Twelve bytes and more an element in float32: beyond this a run would not fit an ordinary machine. */
const mostParameters = 50_000_000
/** Numbers held between the layers for all rows of a batch, 2 GiB in float32. */
const mostActivations = 500_000_000

export interface NetworkShape {
  readonly outputs: number
  readonly parameters: number
  /** Numbers held between layers for one example. */
  readonly activations: number
  /** Place of the last layer that trains anything, whose units the output has; −1 if there is none. */
  readonly lastTrained: number
}

/** What the network sees, channels × height × width: an example of two dimensions is an image of one channel. */
export function networkInputShape(exampleShape: readonly number[]): readonly number[] {
  return exampleShape.length === 2 ? [1, ...exampleShape] : exampleShape
}

/** @throws LayerRefused for the first layer that does not fit or has the name of another */
export function followShapes(layers: readonly Member[], inputShape: readonly number[]): NetworkShape {
  const measured = measureLayers(layers.map(specifyLayer), inputShape)
  const { outputShape, parameters, innerNumbers } = summariseLayers(measured, inputShape)
  return {
    outputs: sizeOf(outputShape),
    parameters: parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    activations: innerNumbers + sizeOf(inputShape) + sizeOf(outputShape),
    lastTrained: measured.findLastIndex(({ measure }) => measure.parameters.length > 0),
  }
}

/**
 * What the parameters of these layers are called, in order.
 *
 * @throws LayerRefused for the first layer that does not fit or has the name of another
 */
export function namesOfParameters(layers: readonly Member[], inputShape: readonly number[]): readonly string[] {
  const measured = measureLayers(layers.map(specifyLayer), inputShape)
  return summariseLayers(measured, inputShape).parameters.map(({ name }) => name)
}

/** The same as data: the shape, or what is wrong with a path relative to the problem. */
export function shapeOrProblem(
  layers: readonly Member[],
  inputShape: readonly number[],
): { readonly shape: NetworkShape } | { readonly problem: InputProblem } {
  try {
    return { shape: followShapes(layers, inputShape) }
  } catch (error) {
    if (!(error instanceof LayerRefused)) throw error
    return { problem: { path: error.path, message: error.reason } }
  }
}

/** What is too much or too little; paths are relative to the problem. */
export function checkSizes(shape: NetworkShape, rows: number): readonly InputProblem[] {
  const problems: InputProblem[] = []
  if (shape.lastTrained < 0) {
    const message = 'must hold at least one layer with parameters, such as dense, conv2d, batchNorm or layerNorm'
    problems.push({ path: 'layers', message })
  }
  if (shape.parameters > mostParameters) {
    problems.push({ path: 'layers', message: `hold ${shape.parameters} parameters, must be at most ${mostParameters}` })
  }
  if (shape.activations * rows > mostActivations) {
    const held = `hold ${shape.activations} numbers an example, ${shape.activations * rows} for ${rows} rows`
    problems.push({ path: 'layers', message: `${held}; it must be at most ${mostActivations}` })
  }
  return problems
}
