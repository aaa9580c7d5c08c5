/**
 * The native kernels, loaded once a process where set-up has compiled them.
 *
 * They are never needed: whatever is wrong with them is a reason, not an error, and WebAssembly computes instead.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { messageOf } from '../contract/errors'
import { type NativeAddon, nativeAddonOf } from '../engine/native/nativeAddon'

export type FoundAddon =
  | { readonly addon: NativeAddon }
  /** Why there is none, as part of a sentence. */
  | { readonly addon: null; readonly reason: string }

/** From a built entry, from one of its chunks, and from the sources. */
const places = ['../native', '../../native', '../../out/native'].map((place) => join(import.meta.dirname, place))

let found: FoundAddon | undefined

export function nativeAddon(): FoundAddon {
  found ??= loadNativeAddon(places)
  return found
}

/** @param folders - where to look, in this order */
export function loadNativeAddon(folders: readonly string[]): FoundAddon {
  const file = folders.map((folder) => join(folder, 'kernels.node')).find((path) => existsSync(path))
  if (file === undefined)
    return { addon: null, reason: 'they were not compiled; set-up does that where it finds a C compiler' }
  try {
    return { addon: nativeAddonOf(createRequire(import.meta.url)(file)) }
  } catch (thrown) {
    return { addon: null, reason: `${file} does not load: ${messageOf(thrown)}` }
  }
}
