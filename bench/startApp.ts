/**
 * The built app as a user's shell would start it, with Chromium's own debugging port beside it, so that nothing of who
 * looks on stands between its start and its window.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium, type Page } from '@playwright/test'

export interface AppPlace {
  /** the Electron program */
  readonly electron: string
  /** folder of package.json */
  readonly project: string
  /** further words before the project, such as `--require FILE` */
  readonly words?: readonly string[]
  /** with a display, and where the app keeps its files */
  readonly environment: NodeJS.ProcessEnv
}

export interface StartedApp {
  readonly page: Page
  end(): Promise<void>
}

export async function startApp({ electron, project, words = [], environment }: AppPlace): Promise<StartedApp> {
  const isRoot = process.getuid?.() === 0
  // Chromium refuses to run as root with its sandbox
  const parameters = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', ...words, project]
  const child = spawn(electron, parameters, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const end = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const context = browser.contexts()[0]!
    return { page: context.pages()[0] ?? (await context.waitForEvent('page')), end }
  } catch (error) {
    await end()
    throw error
  }
}

/** From "DevTools listening on ws://127.0.0.1:…". */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(text)
      if (found !== null) resolve(`http://${found[1]}`)
    })
    child.once('exit', (code) => reject(new Error(`the app ended with exit code ${code}\n${text}`)))
  })
}
