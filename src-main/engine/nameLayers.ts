/**
 * The names of a network's layers: as given, or the kind with its number among layers of that kind (`dense1`).
 */
import type { LayerSpec } from './layers'

/** @throws RangeError if a given name is empty or two layers would share one */
export function nameLayers(layers: readonly LayerSpec[]): string[] {
  const counts = new Map<string, number>()
  const taken = new Set<string>()
  return layers.map(({ kind, name: given }, index) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const name = given ?? `${kind}${count}`
    if (name === '') throw new RangeError(`layers[${index}].name = "", must not be empty`)
    if (taken.has(name)) throw new RangeError(`layers[${index}].name = "${name}", must be unique in the network`)
    taken.add(name)
    return name
  })
}
