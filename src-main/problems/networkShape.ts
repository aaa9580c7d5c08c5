/** A network's layers followed from shape to shape: what comes out, how much is trained, and what is wrong. */
import type { InputProblem } from '../contract/errors'
import type { Member } from '../contract/field'
import { layers as layerList } from './layers'
import { namesOf } from './layers/layerName'

/** Twelve bytes and more an element in float32: beyond this a run would not fit an ordinary machine. */
const mostParameters = 50_000_000

export interface NetworkShape {
  readonly outputs: number
  readonly parameters: number
  /** Place of the last layer that trains anything, whose units the output has; −1 if there is none. */
  readonly lastTrained: number
}

export function followShapes(layers: readonly Member[], inputSize: number): NetworkShape {
  let shape: readonly number[] = [inputSize]
  let parameters = 0
  let lastTrained = -1
  layers.forEach((layer, index) => {
    const definition = layerList.find((candidate) => candidate.kind === layer.kind)
    if (definition === undefined) throw new RangeError(`layers[${index}].kind = ${layer.kind}, must be in the list`)
    const own = definition.countParameters(layer, shape)
    if (own > 0) lastTrained = index
    parameters += own
    shape = definition.outputShape(layer, shape)
  })
  return { outputs: shape.reduce((product, length) => product * length, 1), parameters, lastTrained }
}

/** Problems of the layers among themselves; paths are relative to the problem. */
export function checkLayers(layers: readonly Member[], shape: NetworkShape): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const names = namesOf(layers)
  names.forEach((name, index) => {
    const first = names.indexOf(name)
    if (first === index) return
    problems.push({
      path: `layers[${index}].name`,
      message: `= "${name}", is the name of layers[${first}] too; names must differ`,
    })
  })
  if (shape.lastTrained < 0) problems.push({ path: 'layers', message: 'must hold at least one dense layer' })
  if (shape.parameters > mostParameters) {
    problems.push({ path: 'layers', message: `hold ${shape.parameters} parameters, must be at most ${mostParameters}` })
  }
  return problems
}
