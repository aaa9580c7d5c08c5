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
