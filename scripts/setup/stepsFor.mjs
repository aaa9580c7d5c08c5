/** Which steps each purpose needs, in order. */
import { appBuild } from './appBuild.mjs'
import { electronRuntime } from './electronRuntime.mjs'
import { nativeKernels } from './nativeKernels.mjs'
import { newerNode } from './newerNode.mjs'
import { packages } from './packages.mjs'
import { sqliteAddon } from './sqliteAddon.mjs'
import { electronLibraries, systemLibraries, virtualDisplay } from './systemLibraries.mjs'

/**
 * - `start`: the window. Without a display the virtual one that `npm start` then offers belongs to it.
 * - `test`: everything but the build, which is one of the tests; and a newer Node to compare with.
 * - `bench`: all that is measured, the window among it.
 * - `lab`: the command line; nothing of Electron.
 * @param {string | undefined} purpose
 * @param {boolean} hasDisplay
 * @returns {readonly import('./step.mjs').Step[] | undefined} undefined for an unknown purpose
 */
export function stepsFor(purpose, hasDisplay) {
  const start = systemLibraries([...electronLibraries, ...(hasDisplay ? [] : virtualDisplay)])
  const test = systemLibraries([...electronLibraries, ...virtualDisplay])
  if (purpose === 'start') return [packages, start, electronRuntime, sqliteAddon(true), nativeKernels, appBuild]
  if (purpose === 'test') return [packages, test, electronRuntime, sqliteAddon(true), nativeKernels, newerNode]
  if (purpose === 'bench') return [packages, test, electronRuntime, sqliteAddon(true), nativeKernels, appBuild]
  if (purpose === 'lab') return [packages, sqliteAddon(false), nativeKernels, appBuild]
  return undefined
}
