/**
 * A network: layers one after the other, a loss at the end, forward and backward over a batch of rows.
 *
 * Made in three steps: `buildNetwork` says which parameters it needs, an arena is made from `declarations`, `bind` joins
 * them. Every array is allocated by then; a step allocates nothing. Rows of a batch are written into `inputs` by the
 * caller, row-major, one example a row.
 *
 * Invariants: outputs of a row depend on that row alone (for the layers there are so far), so slicing a batch changes no
 * output bit; `lossAndGradients` overwrites every element of `arena.gradients`.
 */
import type { Arena, ParameterDeclaration } from './arena'
import type { Generator } from './generator'
import type { Kernels } from './kernels/kernels'
import { typescriptKernels } from './kernels/typescriptKernels'
import { buildLayer, type LayerSpec } from './layers'
import type { Layer, LayerMode } from './layers/layer'
import { type LossName, losses } from './losses'
import type { Loss, Targets } from './losses/loss'
import { nameLayers } from './nameLayers'
import type { Precision, Reals } from './precision'

export interface NetworkOptions {
  readonly layers: readonly LayerSpec[]
  /** numbers in one example */
  readonly inputSize: number
  readonly loss: LossName
  readonly precision: Precision
  /** rows of the largest batch that will be asked for, in training or evaluation */
  readonly maxRows: number
  /** what computes, in the same precision; the arena must be of their memory. The reference when left out */
  readonly kernels?: Kernels
}

/**
 * @throws RangeError if there is no layer with parameters, two layers share a name, a size is not an integer ≥ 1, or a
 *   layer or the loss is unknown or does not fit
 */
export function buildNetwork(options: NetworkOptions): Network {
  checkSize('inputSize', options.inputSize)
  checkSize('maxRows', options.maxRows)
  if (!Object.hasOwn(losses, options.loss)) {
    throw new RangeError(`loss = ${options.loss}, must be one of ${Object.keys(losses).join(', ')}`)
  }
  return new Network(options)
}

export class Network {
  readonly precision: Precision
  readonly inputSize: number
  readonly outputSize: number
  readonly maxRows: number
  /** what the arena must hold, in this order */
  readonly declarations: readonly ParameterDeclaration[]
  /** maxRows × inputSize; the caller fills the first rows before each call */
  readonly inputs: Reals
  /** maxRows × outputSize, of the last forward pass: logits, or predictions under meanSquaredError */
  readonly outputs: Reals
  /** whether `countCorrect` means something */
  readonly isClassification: boolean

  readonly #loss: Loss
  readonly #layers: readonly Layer[]
  /** inputs of layer i at i, outputs of the last one at the end */
  readonly #activations: readonly Reals[]
  /** gradients of neighbouring activations take turns in these two */
  readonly #gradientPair: readonly [Reals, Reals]
  /** no gradient is needed below it */
  readonly #firstTrained: number
  #isBound = false

  constructor(options: NetworkOptions) {
    const { layers, inputSize, loss, precision, maxRows, kernels = typescriptKernels(precision) } = options
    if (kernels.precision !== precision) {
      throw new RangeError(`kernels.precision = ${kernels.precision}, must be ${precision}`)
    }
    const { allocate } = kernels
    const names = nameLayers(layers)
    const built: Layer[] = []
    const activations = [allocate(precision, maxRows * inputSize)]
    let shape: readonly number[] = [inputSize]
    for (const [index, specification] of layers.entries()) {
      const name = names[index]!
      const layer = buildLayer(specification, { name, inputShape: shape, precision, maxRows, kernels })
      shape = layer.outputShape
      built.push(layer)
      activations.push(allocate(precision, maxRows * sizeOf(shape)))
    }
    const longest = Math.max(...activations.map((activation) => activation.length))
    this.precision = precision
    this.inputSize = inputSize
    this.outputSize = sizeOf(shape)
    this.maxRows = maxRows
    this.declarations = built.flatMap((layer) => layer.declarations)
    this.inputs = activations[0]!
    this.outputs = activations[activations.length - 1]!
    this.#loss = kernels.loss(losses[loss])
    this.isClassification = this.#loss.isClassification
    this.#layers = built
    this.#activations = activations
    this.#gradientPair = [allocate(precision, longest), allocate(precision, longest)]
    this.#firstTrained = built.findIndex((layer) => layer.declarations.length > 0)
    if (this.#firstTrained < 0) throw new RangeError(`layers = ${layers.length}, one at least must have parameters`)
  }

  /**
   * Takes the arena's views for good.
   *
   * @throws RangeError if the arena has another precision, or parameters other than `declarations` in their order
   */
  bind(arena: Arena): void {
    if (arena.precision !== this.precision) {
      throw new RangeError(`arena precision = ${arena.precision}, must be ${this.precision}`)
    }
    const wanted = this.declarations.map(describeParameter).join(', ')
    const given = arena.parameters.map(describeParameter).join(', ')
    if (given !== wanted) throw new RangeError(`arena parameters = ${given}, must be ${wanted}`)
    let next = 0
    for (const layer of this.#layers) {
      const own = arena.parameters.slice(next, next + layer.declarations.length)
      next += own.length
      layer.bind(
        own.map((parameter) => ({ values: arena.view(parameter), gradients: arena.view(parameter, arena.gradients) })),
      )
    }
    this.#isBound = true
  }

  /** Writes initial values into the arena, layer by layer, all drawn from this generator. */
  initialise(generator: Generator): void {
    this.#checkBound()
    for (const layer of this.#layers) layer.initialise(generator)
  }

  /** From the first `rows` rows of `inputs` to the first `rows` rows of `outputs`, which it overwrites. */
  forward(rows: number, mode: LayerMode = 'evaluation'): void {
    this.#checkBound()
    if (!Number.isInteger(rows) || rows < 1 || rows > this.maxRows) {
      throw new RangeError(`rows = ${rows}, must be an integer in [1, ${this.maxRows}]`)
    }
    for (let index = 0; index < this.#layers.length; index++) {
      this.#layers[index]!.forward(this.#activations[index + 1]!, this.#activations[index]!, rows, mode)
    }
  }

  /** The mean loss of the first `rows` rows in training mode; overwrites `outputs` and the arena's gradients. */
  lossAndGradients(targets: Targets, rows: number): number {
    this.forward(rows, 'training')
    this.#checkTargets(targets, rows)
    let here = this.#gradientPair[0]
    let below = this.#gradientPair[1]
    const loss = this.#loss.evaluate(here, this.outputs, targets, rows, this.outputSize)
    for (let index = this.#layers.length - 1; index >= this.#firstTrained; index--) {
      const inputGradients = index === this.#firstTrained ? null : below
      const layer = this.#layers[index]!
      layer.backward(inputGradients, here, this.#activations[index + 1]!, this.#activations[index]!, rows)
      const free = here
      here = below
      below = free
    }
    return loss
  }

  /** The mean loss of the first `rows` rows in evaluation mode; overwrites `outputs`. */
  loss(targets: Targets, rows: number): number {
    this.forward(rows, 'evaluation')
    this.#checkTargets(targets, rows)
    return this.#loss.evaluate(null, this.outputs, targets, rows, this.outputSize)
  }

  /** How many of the first `rows` rows of `outputs`, as the last pass left them, predict their target. */
  countCorrect(targets: Targets, rows: number): number {
    this.#checkTargets(targets, rows)
    return this.#loss.countCorrect(this.outputs, targets, rows, this.outputSize)
  }

  #checkBound(): void {
    if (!this.#isBound) throw new Error('the network has no arena yet: call bind first')
  }

  #checkTargets(targets: Targets, rows: number): void {
    const needed = rows * this.#loss.targetWidth(this.outputSize)
    if (targets.length < needed) throw new RangeError(`targets.length = ${targets.length}, must be ≥ ${needed}`)
  }
}

function checkSize(name: string, size: number): void {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`${name} = ${size}, must be an integer ≥ 1`)
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

function describeParameter({ name, shape }: ParameterDeclaration): string {
  return `${name} [${shape.join(', ')}]`
}
