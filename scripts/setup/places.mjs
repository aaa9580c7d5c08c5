/**
 * Where set-up finds the project and keeps what is shared between clones.
 * Invariant: everything under the cache folder appears by rename, so what is there is whole.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder that holds package.json. */
export const projectFolder = resolve(import.meta.dirname, '../..')

/** A path inside the project. @param {...string} parts */
export const inProject = (...parts) => join(projectFolder, ...parts)

/**
 * The user's cache folder for this project (XDG base directory specification, `$XDG_CACHE_HOME` or `~/.cache`).
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} home
 */
export function cacheFolder(environment = process.env, home = homedir()) {
  const base = environment.XDG_CACHE_HOME
  return join(base?.startsWith('/') ? base : join(home, '.cache'), 'second-moment')
}
