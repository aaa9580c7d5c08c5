/**
 * A network: layers one after the other, a loss at the end, forward and backward over a batch of rows.
 *
 * Made in three steps: `buildNetwork` says which parameters it needs, an arena is made from `declarations`, `bind` joins
 * them. Every array is allocated by then; a step allocates nothing. Rows of a batch are written into `inputs` by the
 * caller, row-major, one example a row; images as [channels, height, width].
 *
 * Invariants: in evaluation, outputs of a row depend on that row alone, so slicing a batch changes no output bit; in
 * training this holds without batch normalisation and dropout. `lossAndGradients` overwrites every element of
 * `arena.gradients`. Parameters, `tensors` and `generators` together decide all that follows.
 */
import type { Arena, ParameterDeclaration } from './arena'
import type { Generator } from './generator'
import type { Kernels } from './kernels/kernels'
import { typescriptKernels } from './kernels/typescriptKernels'
import { L2Penalty, type L2Scope } from './l2Penalty'
import { type ChainLinks, LayerChain } from './layerChain'
import type { LayerSpec } from './layers'
import type { LayerMode, LayerParameter, NamedGenerator, StateTensor } from './layers/layer'
import { sizeOf } from './layers/sizeOf'
import { buildLoss, type LossName, type LossSettings } from './losses'
import type { Loss, Targets } from './losses/loss'
import { type MeasuredLayer, measureLayers, type NetworkWork, summariseLayers, workOfNetwork } from './measureLayers'
import type { Precision, Reals } from './precision'
import type { ChainEnds } from './threads/splitChain'

export interface NetworkOptions {
  readonly layers: readonly LayerSpec[]
  /** of one example: [features], or [channels, height, width] */
  readonly inputShape: readonly number[]
  readonly loss: LossName
  readonly lossSettings?: Partial<LossSettings>
  /** none when absent */
  readonly l2?: { readonly strength: number; readonly scope: L2Scope }
  readonly precision: Precision
  /** rows of the largest batch that will be asked for, in training or evaluation */
  readonly maxRows: number
  /** of what layers draw themselves (dropout); initial values have the generator handed to `initialise` */
  readonly seed: number
  /** what computes, in the same precision; the arena must be of their memory. The reference when left out */
  readonly kernels?: Kernels
}

/** Data alone: with the same kernels it gives the same network. */
export type NetworkPlan = Omit<NetworkOptions, 'kernels'>

/** What a network leaves to others when several threads share it. */
export interface NetworkPasses {
  /** From the first `rows` rows of the inputs to those of the outputs. */
  forward(rows: number, mode: LayerMode): void
  /** From the gradients of the outputs to all of the arena's, without those of a penalty. */
  backward(rows: number): void
}

export interface NetworkLinks {
  readonly chain: ChainLinks
  readonly ends: ChainEnds
}

/**
 * @throws LayerRefused if a layer is unknown, out of bounds or does not fit its input, or two share a name
 * @throws RangeError if there is no layer with parameters, a size is not an integer ≥ 1, or the loss is unknown or one of
 *   its settings out of bounds
 */
export function buildNetwork(options: NetworkOptions): Network {
  const { inputShape, maxRows, l2, loss, lossSettings, layers } = options
  if (inputShape.length === 0 || !inputShape.every(isCount)) {
    throw new RangeError(`inputShape = [${inputShape.join(', ')}], every size must be an integer ≥ 1`)
  }
  if (!isCount(maxRows)) throw new RangeError(`maxRows = ${maxRows}, must be an integer ≥ 1`)
  if (l2 !== undefined && !(l2.strength >= 0 && Number.isFinite(l2.strength))) {
    throw new RangeError(`l2.strength = ${l2.strength}, must be in [0, ∞)`)
  }
  const built = buildLoss(loss, lossSettings)
  const network = new Network(options, measureLayers(layers, inputShape), built)
  if (network.declarations.length === 0) {
    throw new RangeError(`layers = ${layers.length}, one at least must have parameters`)
  }
  return network
}

export class Network {
  readonly precision: Precision
  /** numbers in one example */
  readonly inputSize: number
  readonly outputSize: number
  readonly maxRows: number
  /** what the arena must hold, in this order */
  readonly declarations: readonly ParameterDeclaration[]
  /** maxRows × inputSize; the caller fills the first rows before each call */
  readonly inputs: Reals
  /** maxRows × outputSize, of the last forward pass: logits, or predictions under a loss of real targets */
  readonly outputs: Reals
  /** arithmetic of one example of a training step */
  readonly work: NetworkWork
  /** whether `countCorrect` means something */
  readonly isClassification: boolean
  /** what evaluations depend on besides the parameters, such as `norm.runningMean`; the arrays themselves */
  readonly tensors: readonly StateTensor[]
  /** what training passes draw from, such as `dropout1` */
  readonly generators: readonly NamedGenerator[]

  /** what it was built from */
  readonly plan: NetworkPlan
  /** the network taken apart, for those who go through it in parts */
  readonly links: NetworkLinks

  readonly #loss: Loss
  readonly #chain: LayerChain
  readonly #parameters: readonly LayerParameter[]
  readonly #outputGradients: Reals
  readonly #l2: NetworkOptions['l2']
  #penalty: L2Penalty | null = null
  #isBound = false
  #passes: NetworkPasses | null = null

  /** Use `buildNetwork`. */
  constructor(options: NetworkOptions, measured: readonly MeasuredLayer[], loss: Loss) {
    const { kernels = typescriptKernels(options.precision), ...plan } = options
    const { inputShape, precision, maxRows, seed, l2 } = plan
    if (kernels.precision !== precision) {
      throw new RangeError(`kernels.precision = ${kernels.precision}, must be ${precision}`)
    }
    const { allocate } = kernels
    const { outputShape, parameters } = summariseLayers(measured, inputShape)
    this.plan = plan
    this.precision = precision
    this.inputSize = sizeOf(inputShape)
    this.outputSize = sizeOf(outputShape)
    this.maxRows = maxRows
    this.work = workOfNetwork(measured)
    this.declarations = parameters.map(({ name, shape }) => ({ name, shape }))
    this.inputs = allocate(precision, maxRows * this.inputSize)
    this.outputs = allocate(precision, maxRows * this.outputSize)
    this.#loss = kernels.loss(loss)
    this.isClassification = this.#loss.isClassification
    this.#chain = new LayerChain(measured, { prefix: '', precision, maxRows, kernels, seed })
    this.#parameters = parameters
    this.#outputGradients = allocate(precision, maxRows * this.outputSize)
    this.#l2 = l2
    this.links = {
      chain: this.#chain.links,
      ends: { inputs: this.inputs, outputs: this.outputs, outputGradients: this.#outputGradients },
    }
    this.tensors = this.#chain.tensors
    this.generators = this.#chain.generators
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
    const bound = arena.parameters.map((parameter) => ({
      values: arena.view(parameter),
      gradients: arena.view(parameter, arena.gradients),
    }))
    this.#chain.bind(bound)
    if (this.#l2 !== undefined && this.#l2.strength > 0) {
      const { strength, scope } = this.#l2
      const penalised = bound.filter((_, index) => scope === 'all' || this.#parameters[index]!.isWeight)
      this.#penalty = new L2Penalty(strength, penalised, this.precision)
    }
    this.#isBound = true
  }

  /** Who makes the passes from now on, to the same bits; the network on its own with null. */
  passBy(passes: NetworkPasses | null): void {
    this.#passes = passes
  }

  /** Writes initial values into the arena and `tensors`, layer by layer, all drawn from this generator. */
  initialise(generator: Generator): void {
    this.#checkBound()
    this.#chain.initialise(generator)
  }

  /** From the first `rows` rows of `inputs` to the first `rows` rows of `outputs`, which it overwrites. */
  forward(rows: number, mode: LayerMode = 'evaluation'): void {
    this.#checkBound()
    if (!Number.isInteger(rows) || rows < 1 || rows > this.maxRows) {
      throw new RangeError(`rows = ${rows}, must be an integer in [1, ${this.maxRows}]`)
    }
    if (this.#passes !== null) this.#passes.forward(rows, mode)
    else this.#chain.forward(this.outputs, this.inputs, rows, mode)
  }

  /**
   * What training makes small: the mean loss of the first `rows` rows in training mode, plus the L2 penalty. Overwrites
   * `outputs` and the arena's gradients, which are those of this sum.
   */
  lossAndGradients(targets: Targets, rows: number): number {
    return this.#lossAndGradients(targets, rows, 'training')
  }

  /** As `lossAndGradients` for these rows at the present parameters, with the masks it last drew. Moves nothing. */
  lossAndGradientsAgain(targets: Targets, rows: number): number {
    return this.#lossAndGradients(targets, rows, 'repeat')
  }

  #lossAndGradients(targets: Targets, rows: number, mode: LayerMode): number {
    this.forward(rows, mode)
    this.#checkTargets(targets, rows)
    const loss = this.#loss.evaluate(this.#outputGradients, this.outputs, targets, rows, this.outputSize)
    if (this.#passes !== null) this.#passes.backward(rows)
    else this.#chain.backward(null, this.#outputGradients, this.outputs, this.inputs, rows)
    if (this.#penalty === null) return loss
    this.#penalty.addGradients()
    return loss + this.#penalty.value()
  }

  /**
   * What `lossAndGradients` gives for these rows at the present parameters, with the masks it last drew: the function
   * whose gradient it computed. Moves nothing; overwrites `outputs`.
   */
  lossAgain(targets: Targets, rows: number): number {
    const loss = this.#meanLoss(targets, rows, 'repeat')
    return this.#penalty === null ? loss : loss + this.#penalty.value()
  }

  /** The mean loss of the first `rows` rows in evaluation mode, without a penalty; overwrites `outputs`. */
  loss(targets: Targets, rows: number): number {
    return this.#meanLoss(targets, rows, 'evaluation')
  }

  /** ½·λ·Σ w² at the present parameters, as `lossAndGradients` adds it; 0 without L2. */
  penalty(): number {
    return this.#penalty === null ? 0 : this.#penalty.value()
  }

  /** How many of the first `rows` rows of `outputs`, as the last pass left them, predict their target. */
  countCorrect(targets: Targets, rows: number): number {
    this.#checkTargets(targets, rows)
    return this.#loss.countCorrect(this.outputs, targets, rows, this.outputSize)
  }

  #meanLoss(targets: Targets, rows: number, mode: LayerMode): number {
    this.forward(rows, mode)
    this.#checkTargets(targets, rows)
    return this.#loss.evaluate(null, this.outputs, targets, rows, this.outputSize)
  }

  #checkBound(): void {
    if (!this.#isBound) throw new Error('the network has no arena yet: call bind first')
  }

  #checkTargets(targets: Targets, rows: number): void {
    const needed = rows * this.#loss.targetWidth(this.outputSize)
    if (targets.length < needed) throw new RangeError(`targets.length = ${targets.length}, must be ≥ ${needed}`)
  }
}

function isCount(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 1
}

function describeParameter({ name, shape }: ParameterDeclaration): string {
  return `${name} [${shape.join(', ')}]`
}
