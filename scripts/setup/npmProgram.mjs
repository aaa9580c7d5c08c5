/**
 * npm and the node-gyp that npm carries, as scripts for the Node that runs now.
 * Inside an npm script `npm_execpath` names npm; elsewhere the npm beside this Node or on PATH is taken.
 */
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { SetupError } from './setupError.mjs'

/**
 * The path of npm-cli.js.
 * @param {NodeJS.ProcessEnv} environment
 * @throws {SetupError} when there is no npm
 */
export function npmProgram(environment = process.env) {
  const named = environment.npm_execpath
  if (named?.endsWith('npm-cli.js') && existsSync(named)) return named
  const folders = [dirname(process.execPath), ...(environment.PATH ?? '').split(delimiter)]
  for (const folder of folders) {
    const link = join(folder, 'npm')
    if (!existsSync(link)) continue
    const found = [realpathSync(link), join(folder, 'node_modules/npm/bin/npm-cli.js')]
    for (const path of found) if (path.endsWith('npm-cli.js') && existsSync(path)) return path
  }
  throw new SetupError('npm was not found; install it, or run this through npm')
}

/**
 * The path of npm's own node-gyp.js.
 * @param {NodeJS.ProcessEnv} environment
 * @throws {SetupError} when this npm carries none
 */
export function nodeGypProgram(environment = process.env) {
  const path = join(dirname(npmProgram(environment)), '../node_modules/node-gyp/bin/node-gyp.js')
  if (!existsSync(path)) throw new SetupError(`node-gyp was not found at ${path}; install npm 10 or newer`)
  return path
}
