/**
 * What every layer of a network is to a document: settings as data. Shapes, parameters and arithmetic are the engine's
 * layer of the same kind.
 */
import type { CheckedDefinition, CheckOf } from '../../contract/definition'
import type { Fields, FieldValue, Member, SettingsOf } from '../../contract/field'
import type { LayerSpec } from '../../engine/layers'

/** Inner layers, for those that hold some. */
export type SpecifyMember = (layer: Member) => LayerSpec

export interface LayerDefinition extends CheckedDefinition {
  /** What the engine builds it from. */
  specify(settings: Readonly<Record<string, FieldValue>>, specifyInner: SpecifyMember): LayerSpec
}

interface LayerDescription<F extends Fields> extends Omit<CheckedDefinition, 'fields' | 'check'> {
  readonly fields: F
  check?: CheckOf<F>
  specify(settings: SettingsOf<F>, specifyInner: SpecifyMember): LayerSpec
}

/** Ties the functions to the settings their own fields describe. */
export function defineLayer<const F extends Fields>(description: LayerDescription<F>): LayerDefinition {
  return description
}
