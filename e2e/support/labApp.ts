/**
 * The built app in a real Electron window, on a data folder that outlives a relaunch.
 * Everything that the page or main complains of is kept: console errors (a violation of the content security policy
 * is one), uncaught errors, and crashes.
 */
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { displayOfWorker } from './displays'

const project = resolve(import.meta.dirname, '../..')
const isRoot = process.getuid?.() === 0
const launchLimitMs = 180_000

export class LabApp {
  readonly dataFolder: string
  /** Further environment for the next launch. */
  readonly environment: Record<string, string> = {}
  /** Further switches for the next launch. */
  readonly switches: string[] = []
  readonly #complaints: string[] = []
  readonly #expected: RegExp[] = []
  #app: ElectronApplication | undefined
  #page: Page | undefined

  constructor(dataFolder: string) {
    this.dataFolder = dataFolder
  }

  get app(): ElectronApplication {
    if (this.#app === undefined) throw new Error('the app is not running: launch() comes first')
    return this.#app
  }

  /** The page of the first window. */
  get page(): Page {
    if (this.#page === undefined) throw new Error('the app is not running: launch() comes first')
    return this.#page
  }

  /** `app.evaluate`, once more where V8 has dropped the promise that Playwright waits for: it may under load. */
  readonly inMain = (async (body: never, argument: never) => {
    try {
      return await this.app.evaluate(body, argument)
    } catch (error) {
      if (!String(error).includes('promise was garbage collected')) throw error
      return this.app.evaluate(body, argument)
    }
  }) as ElectronApplication['evaluate']

  async launch(): Promise<void> {
    this.#app = await _electron.launch({
      // Chromium refuses to run as root with its sandbox; everyone else tests with it.
      chromiumSandbox: !isRoot,
      args: [...(isRoot ? ['--no-sandbox'] : []), ...this.switches, project],
      cwd: project,
      // The window follows the system; by default Playwright would hold it to light.
      colorScheme: null,
      env: { ...inherited(), ...displayOfWorker(), ...this.environment, LAB_USER_DATA: this.dataFolder },
      timeout: launchLimitMs,
    })
    this.#listen(this.#app)
    this.#page = await this.#app.firstWindow({ timeout: launchLimitMs })
    await this.#page.waitForLoadState('domcontentloaded')
  }

  /** Quits as a user does and waits until the process is gone. */
  async close(): Promise<void> {
    await this.#app?.close()
    this.#app = undefined
    this.#page = undefined
  }

  /** Quits and opens again on the same data folder. */
  async relaunch(): Promise<void> {
    await this.close()
    await this.launch()
  }

  /** Declares that the test provokes complaints of this kind. */
  expectComplaint(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** What was complained of and not declared. */
  unexpectedComplaints(): readonly string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)))
  }

  /** Everything that was complained of, declared or not: for tests that wait for a complaint. */
  complaints(): readonly string[] {
    return this.#complaints
  }

  #listen(app: ElectronApplication): void {
    const context = app.context()
    context.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`page console: ${message.text()}`)
    })
    context.on('weberror', (error) => this.#complaints.push(`page error: ${error.error().stack}`))
    app.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`main console: ${message.text()}`)
    })
    app.on('window', (page) => page.on('crash', () => this.#complaints.push('page crashed')))
  }
}

/** The path of a file below the project. */
export const inProject = (...parts: string[]): string => join(project, ...parts)

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
