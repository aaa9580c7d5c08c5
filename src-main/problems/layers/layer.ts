/**
 * What every layer of a network is to a document: settings as data, and the shape it makes of its input. The arithmetic
 * is the engine's layer of the same kind.
 */
import type { CheckedDefinition, CheckOf } from '../../contract/definition'
import type { Fields, FieldValue, SettingsOf } from '../../contract/field'
import type { LayerSpec } from '../../engine/layers'

export interface LayerDefinition extends CheckedDefinition {
  /** Shape of one example after the layer. */
  outputShape(settings: Readonly<Record<string, FieldValue>>, inputShape: readonly number[]): readonly number[]
  /** Numbers it trains. */
  countParameters(settings: Readonly<Record<string, FieldValue>>, inputShape: readonly number[]): number
  /** What the engine builds it from. */
  specify(settings: Readonly<Record<string, FieldValue>>): LayerSpec
}

interface LayerDescription<F extends Fields> extends Omit<CheckedDefinition, 'fields' | 'check'> {
  readonly fields: F
  check?: CheckOf<F>
  outputShape(settings: SettingsOf<F>, inputShape: readonly number[]): readonly number[]
  countParameters(settings: SettingsOf<F>, inputShape: readonly number[]): number
  specify(settings: SettingsOf<F>): LayerSpec
}

/** Ties the functions to the settings their own fields describe. */
export function defineLayer<const F extends Fields>(description: LayerDescription<F>): LayerDefinition {
  return description
}

/** Numbers in one example of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}
