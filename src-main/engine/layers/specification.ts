/**
 * What an experiment says of each layer, as data. What a number does, and why its default is what it is, stands with
 * the layer of that kind.
 */
import type { InitialiserName } from '../initialisers'
import type { Padding } from '../kernels/imageWindows'
import type { ActivationName } from './activations'

interface Named {
  /** unique among its neighbours; the kind with its number when absent */
  readonly name?: string | undefined
}

interface Weighted extends Named {
  readonly initialiser?: InitialiserName | undefined
  /** of the initialiser `constant` */
  readonly constant?: number | undefined
}

export interface DenseSpecification extends Weighted {
  readonly kind: 'dense'
  readonly units: number
}

export interface Conv2dSpecification extends Weighted {
  readonly kind: 'conv2d'
  readonly filters: number
  /** side of the square kernel */
  readonly kernel: number
  readonly stride?: number | undefined
  readonly padding?: Padding | undefined
}

interface PoolSpecification extends Named {
  /** side of the square window */
  readonly size: number
  /** `size` when absent */
  readonly stride?: number | undefined
  readonly padding?: Padding | undefined
}

export interface MaxPool2dSpecification extends PoolSpecification {
  readonly kind: 'maxPool2d'
}

export interface AveragePool2dSpecification extends PoolSpecification {
  readonly kind: 'averagePool2d'
}

export interface FlattenSpecification extends Named {
  readonly kind: 'flatten'
}

export interface ActivationSpecification extends Named {
  readonly kind: 'activation'
  readonly activation: ActivationName
  /** of leakyRelu; finite and ≥ 0 */
  readonly slope?: number | undefined
  /** of elu; finite and ≥ 0 */
  readonly alpha?: number | undefined
}

export interface DropoutSpecification extends Named {
  readonly kind: 'dropout'
  /** share of the numbers that are dropped, in [0, 1) */
  readonly rate: number
}

export interface BatchNormSpecification extends Named {
  readonly kind: 'batchNorm'
  readonly epsilon?: number | undefined
  /** share of a batch's statistics in the running ones, in (0, 1] */
  readonly momentum?: number | undefined
}

export interface LayerNormSpecification extends Named {
  readonly kind: 'layerNorm'
  readonly epsilon?: number | undefined
}

export interface ResidualSpecification extends Named {
  readonly kind: 'residual'
  /** what is added to the input; its last shape must be that of the input */
  readonly layers: readonly LayerSpec[]
}

interface LayerSpecifications {
  dense: DenseSpecification
  conv2d: Conv2dSpecification
  maxPool2d: MaxPool2dSpecification
  averagePool2d: AveragePool2dSpecification
  flatten: FlattenSpecification
  activation: ActivationSpecification
  dropout: DropoutSpecification
  batchNorm: BatchNormSpecification
  layerNorm: LayerNormSpecification
  residual: ResidualSpecification
}

export type LayerKind = keyof LayerSpecifications

/** A union closed on `kind`. */
export type LayerSpec<Kind extends LayerKind = LayerKind> = {
  [Each in Kind]: LayerSpecifications[Each] & { readonly kind: Each }
}[Kind]
