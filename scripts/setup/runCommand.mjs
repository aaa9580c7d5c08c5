/**
 * Runs a program with its output kept, for steps that are silent unless they fail.
 * The program gets no stdin and leads its own process group, so that a time limit ends its children too.
 */
import { spawn } from 'node:child_process'

/**
 * @typedef {object} CommandResult
 * @property {number | null} code exit code, null when a signal ended it
 * @property {string} output stdout and stderr as they came
 * @property {boolean} isOutOfTime true when the limit or `shouldStop` ended it
 *
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs] the program is ended after this time
 * @property {() => boolean} [shouldStop] asked once a second; true ends the program
 */

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>} never rejects for an exit code; a program that cannot start has code 127
 */
export function runCommand(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const isGroup = process.platform !== 'win32'
    const child = spawn(command, [...parameters], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: isGroup,
    })
    /** @type {Buffer[]} */
    const chunks = []
    let isOutOfTime = false
    const end = () => {
      isOutOfTime = true
      killTree(child, isGroup)
    }
    const limit = options.limitMs === undefined ? undefined : setTimeout(end, options.limitMs)
    const watch = setInterval(() => options.shouldStop?.() && end(), 1000)
    const onParentExit = () => killTree(child, isGroup)
    process.once('exit', onParentExit)
    const finish = (/** @type {number | null} */ code) => {
      clearTimeout(limit)
      clearInterval(watch)
      process.removeListener('exit', onParentExit)
      resolve({ code, output: Buffer.concat(chunks).toString('utf8'), isOutOfTime })
    }
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      finish(127)
    })
    child.once('close', finish)
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} isGroup
 */
function killTree(child, isGroup) {
  if (child.pid === undefined) return
  try {
    process.kill(isGroup ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // It had already ended.
  }
}
