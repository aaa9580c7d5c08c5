/**
 * The names of layers that stand one after the other: as given, or the kind with its number among layers of that kind
 * (`dense1`).
 */
import type { LayerSpec } from './layers'
import { LayerRefused } from './layers/layerRefused'

/**
 * @param path of the list, for errors
 * @throws LayerRefused if a given name is empty or two layers would share one
 */
export function nameLayers(layers: readonly LayerSpec[], path = 'layers'): string[] {
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
