/** What a page could ask the app for, tried from within: it gets what it is meant to have and nothing else. */
import type { Page } from '@playwright/test'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expect, test } from './support/unharmed'

test('the page has no Node, no Electron, and of the app only the two verbs call and on', async ({ lab }) => {
  const found = await lab.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', '__dirname'].filter(
      (name) => name in globalThis,
    ),
    verbs: Object.keys((globalThis as unknown as { lab: object }).lab).sort(),
  }))
  expect(found).toEqual({ node: [], verbs: ['call', 'on'] })
  const shell = await lab.app.browserWindow(lab.page)
  const preferences = await shell.evaluate((self) => self.webContents.getLastWebPreferences())
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('a call that is unknown or carries the wrong payload is refused as data, and changes nothing', async ({ lab }) => {
  const unknown = await answers(lab.page, [
    ['runs.explode', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
    [7, undefined],
  ])
  expect(unknown.map((answer) => answer.kind)).toEqual(['internal', 'internal', 'internal', 'internal', 'internal'])
  const wrong = await answers(lab.page, [
    ['runs.start', undefined],
    ['runs.start', { documents: [] }],
    ['runs.start', { documents: [{ schemaVersion: 1 }] }],
    ['runs.start', { documents: [1], more: true }],
    ['runs.trash', { runs: ['1; DROP TABLE runs'] }],
    ['runs.edit', { runs: [1], edit: { status: 'completed' } }],
    ['series.read', { run: -1 }],
    ['export.series', { runs: [1], keys: [], suggestedName: '../../etc/passwd' }],
    ['lab.choose', { mode: 'delete' }],
    ['lab.setConcurrency', { concurrency: 1e9 }],
  ])
  expect(wrong.map((answer) => answer.kind)).toEqual(wrong.map(() => 'invalidInput'))
  await expect(new LabWindow(lab.page).runs.panel).toContainText('No runs yet')
})

test('the app’s protocol serves the built page and no other file, by whatever path, host or method', async ({
  lab,
}) => {
  lab.expectComplaint(/Content Security Policy|Failed to load resource/)
  const paths = [
    'app://lab/../../package.json',
    'app://lab/%2e%2e/%2e%2e/package.json',
    'app://lab/..%2f..%2fpackage.json',
    'app://lab/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://lab/assets/..%2f..%2f..%2fpackage.json',
    'app://lab/..%5c..%5cpackage.json',
    'app://lab//etc/passwd',
    'app://lab/%00index.html',
    'app://other/index.html',
  ]
  const fromPage = await lab.page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            (answer) => answer.ok,
            () => false,
          ),
        ),
      ),
    paths,
  )
  expect(fromPage).toEqual(paths.map(() => false))
  const fromMain = await lab.inMain(
    ({ net }, addresses) =>
      Promise.all(
        addresses.map((address) =>
          net.fetch(address).then(
            (answer) => answer.ok,
            () => false,
          ),
        ),
      ),
    paths,
  )
  expect(fromMain).toEqual(paths.map(() => false))
  const own = await lab.page.evaluate(async () => {
    const page = await fetch('app://lab/')
    const posted = await fetch('app://lab/', { method: 'POST', body: 'x' })
    return {
      ok: page.ok,
      policy: page.headers.get('content-security-policy'),
      sniffing: page.headers.get('x-content-type-options'),
      posted: posted.ok,
    }
  })
  expect(own).toMatchObject({ ok: true, sniffing: 'nosniff', posted: false })
  expect(own.policy).toContain("default-src 'none'")
  expect(own.policy).not.toMatch(/unsafe|http|\*/)
})

test('every permission is denied', async ({ lab }) => {
  const denied = await lab.page.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(error.code),
      ),
    ),
    camera: (await navigator.permissions.query({ name: 'camera' })).state,
    clipboard: await navigator.clipboard.readText().then(
      () => 'given',
      (error: Error) => error.name,
    ),
  }))
  expect(denied).toEqual({ notification: 'denied', place: 1, camera: 'denied', clipboard: 'NotAllowedError' })
})

test('a run’s name is text, whatever it says', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const name = '<img src=x onerror="globalThis.ran=1"><b>bold</b>'
  await window.experiment.start(bowl(name))
  await window.runs.expectStatus(name, 'completed')
  await expect(window.page.locator('img, b')).toHaveCount(0)
})

/** What the bridge answers, seen from the page. */
async function answers(page: Page, requests: readonly (readonly [unknown, unknown])[]): Promise<{ kind: string }[]> {
  return page.evaluate(async (asked) => {
    const { lab } = globalThis as unknown as {
      lab: { call(name: unknown, input: unknown): Promise<{ ok: boolean; error?: { kind: string } }> }
    }
    const kinds: { kind: string }[] = []
    for (const [name, input] of asked) {
      const answer = await lab.call(name, input)
      kinds.push({ kind: answer.ok ? 'answered' : (answer.error?.kind ?? 'nothing') })
    }
    return kinds
  }, requests)
}
