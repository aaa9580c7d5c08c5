/**
 * An X server without a screen, for the time of one piece of work. Xvfb itself picks a free display number.
 * Where there is no X (not Linux) the work runs on the real screen.
 */
import { spawn } from 'node:child_process'

/**
 * @template Result
 * @param {(environment: NodeJS.ProcessEnv) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withVirtualDisplay(work) {
  if (process.platform !== 'linux') return work(process.env)
  const parameters = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => server.kill()
  process.once('exit', stop)
  try {
    const display = await displayOf(server)
    const { WAYLAND_DISPLAY: _, ...environment } = process.env
    return await work({ ...environment, DISPLAY: `:${display}` })
  } finally {
    process.removeListener('exit', stop)
    stop()
  }
}

/**
 * As many X servers as asked for, named in `LAB_DISPLAYS` (`:99,:100`) for programs that share out their work between
 * them: windows on one server would take the keyboard and the clipboard from each other. None where there is no X.
 * @template Result
 * @param {number} count
 * @param {(environment: NodeJS.ProcessEnv) => Promise<Result>} work
 * @param {readonly string[]} displays those there are already
 * @returns {Promise<Result>}
 */
export function withVirtualDisplays(count, work, displays = []) {
  return withVirtualDisplay((environment) => {
    if (environment.DISPLAY === undefined || process.platform !== 'linux') return work(environment)
    const all = [...displays, environment.DISPLAY]
    if (all.length < count) return withVirtualDisplays(count, work, all)
    return work({ ...environment, LAB_DISPLAYS: all.join(',') })
  })
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayOf(server) {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code} before it had a display`)))
  })
}
