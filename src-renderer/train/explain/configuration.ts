/** An optimizer with its settings, as one side of a comparison. */
import type { Definition, DefinitionPreset } from '../../../src-main/contract/definition'
import { isJsonObject } from '../draft/documentPath'

export interface Configuration {
  /** Tells it from the others that can be chosen: `draft`, `run-7`, `preset-rmsprop-PyTorch`. */
  readonly key: string
  readonly title: string
  /** Where it comes from, such as "run" or "preset of RMSProp". */
  readonly origin: string
  readonly definition: Definition
  /** The member as documents have it; what it leaves out is at its default. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** The settings with the preset's values in place; what the preset leaves open stays as it is. */
export function withPreset(settings: unknown, preset: DefinitionPreset): Record<string, unknown> {
  return { ...(isJsonObject(settings) ? settings : {}), ...preset.values }
}

/** A setting in force: given, or by default; undefined where the definition has no such field. */
export function valueInForce({ definition, settings }: Pick<Configuration, 'definition' | 'settings'>, name: string) {
  const field = definition.fields[name]
  return field === undefined ? undefined : (settings[name] ?? field.default)
}
