/**
 * The built app as a user's shell would start it, with Chromium's own debugging port beside it, so that nothing of who
 * looks on stands between its start and its window.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium } from '@playwright/test'

/**
 * @typedef {object} AppPlace
 * @property {string} electron the Electron program
 * @property {string} project folder of package.json
 * @property {NodeJS.ProcessEnv} environment with a display, and where the app keeps its files
 * @property {readonly string[]} [switches] further ones of Electron
 *
 * @typedef {{ page: import('@playwright/test').Page, processId: number, end: () => Promise<void> }} StartedApp
 */

/** @param {AppPlace} place @returns {Promise<StartedApp>} */
export async function startApp({ electron, project, environment, switches = [] }) {
  const isRoot = process.getuid?.() === 0
  // Chromium refuses to run as root with its sandbox
  const parameters = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', ...switches, project]
  const child = spawn(electron, parameters, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const end = async () => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error('the app has no window')
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    return { page, processId: Number(child.pid), end }
  } catch (error) {
    await end()
    throw error
  }
}

/**
 * From "DevTools listening on ws://127.0.0.1:…".
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function debuggingAddress(child) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString()
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(text)
      if (found !== null) resolve(`http://${found[1]}`)
    })
    child.once('exit', (code) => reject(new Error(`the app ended with exit code ${code}\n${text}`)))
  })
}
