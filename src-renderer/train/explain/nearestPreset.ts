/** The preset that settings are closest to: the one with the fewest other equations, then with the fewest other numbers. */
import type { Definition, DefinitionPreset } from '../../../src-main/contract/definition'
import { isJsonObject } from '../draft/documentPath'
import { withPreset } from './configuration'
import { type SettingDifference, settingDifferences } from './settingDifferences'

export interface NearestPreset {
  readonly preset: DefinitionPreset
  /** `left` is what is set, `right` what the preset has. */
  readonly differences: readonly SettingDifference[]
}

/** Of presets as near as each other the first; undefined where there is none. */
export function nearestPreset(definition: Definition, settings: unknown): NearestPreset | undefined {
  const given = isJsonObject(settings) ? settings : {}
  let nearest: (NearestPreset & { readonly distance: number }) | undefined
  for (const preset of definition.presets ?? []) {
    const differences = settingDifferences(
      { definition, settings: given },
      { definition, settings: withPreset(given, preset) },
    )
    const structural = differences.filter(({ isStructural }) => isStructural).length
    const distance = structural * Object.keys(definition.fields).length + differences.length
    if (nearest === undefined || distance < nearest.distance) nearest = { preset, differences, distance }
  }
  return nearest
}
