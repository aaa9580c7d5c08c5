/** What a page that has gone wrong would try: each is really tried, fails, and the app works on. */
import type { Page } from '@playwright/test'
import { LabWindow } from './pages/labWindow'
import { type CountingServer, startCountingServer } from './support/countingServer'
import { bowl } from './support/documents'
import type { LabApp } from './support/labApp'
import { expect, test } from './support/launch'

let server: CountingServer
test.beforeEach(async () => {
  server = await startCountingServer()
})
test.afterEach(async ({ lab }) => {
  expect(server.requests, 'nothing reached the network').toEqual([])
  server.close()
  const window = new LabWindow(lab.page)
  expect(lab.page.url()).toBe('app://lab/')
  await window.experiment.start(bowl('afterwards'))
  await window.runs.expectStatus('afterwards', 'completed')
})

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

test('navigation by script, by link and by form is refused, to the network, to files and within the app', async ({
  lab,
}) => {
  lab.expectComplaint(/Not allowed to (load local resource|navigate top frame to data URL)|Content Security Policy/)
  const asked = await watchNavigation(lab)
  const remote = `http://${server.host}/navigated`
  for (const target of [remote, 'app://lab/assets/']) {
    await lab.page.evaluate((address) => {
      location.href = address
    }, target)
    await expect.poll(asked).toContain(target)
  }
  const linked = `http://${server.host}/linked`
  await lab.page.evaluate((address) => {
    const link = document.createElement('a')
    link.href = address
    document.body.append(link)
    link.click()
    link.remove()
  }, linked)
  await expect.poll(asked).toContain(linked)
  // These the browser itself refuses, before anyone is asked.
  await lab.page.evaluate((address) => {
    location.href = 'data:text/html,<h1>other</h1>'
    location.href = 'file:///etc/hostname'
    const form = document.createElement('form')
    form.action = address
    document.body.append(form)
    form.submit()
    form.remove()
  }, `http://${server.host}/submitted`)
  expect(await asked()).toEqual([remote, 'app://lab/assets/', linked])
  expect(await lab.page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('SecondMoment')
  // Playwright waits for navigations that were refused; a page loaded anew has none under way.
  await lab.page.reload()
})

test('no new window, frame or webview comes into being', async ({ lab }) => {
  lab.expectComplaint(/Content Security Policy|ERR_BLOCKED_BY_CSP/)
  const opened = await lab.page.evaluate((address) => {
    const names = ['_blank', '_self', '_top', 'other']
    return names.map((name) => (name.startsWith('_') && name !== '_blank' ? null : window.open(address, name)))
  }, `http://${server.host}/opened`)
  expect(opened).toEqual([null, null, null, null])
  const blocked = await lab.page.evaluate(async (address) => {
    const violation = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    )
    const frame = document.createElement('iframe')
    frame.src = address
    const view = document.createElement('webview')
    view.setAttribute('src', address)
    document.body.append(frame, view)
    const directive = await violation
    frame.remove()
    view.remove()
    return directive
  }, `http://${server.host}/framed`)
  expect(blocked).toBe('frame-src')
  expect(await lab.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  expect(lab.app.windows()).toHaveLength(1)
})

test('no request leaves: fetch, picture, script, style, socket, event source and beacon', async ({ lab }) => {
  lab.expectComplaint(/Content Security Policy|ERR_BLOCKED_BY_CSP/)
  const outcome = await lab.page.evaluate(async (host) => {
    const failed = (element: HTMLElement): Promise<string> =>
      new Promise((resolve) => {
        element.addEventListener('error', () => resolve('failed'))
        element.addEventListener('load', () => resolve('loaded'))
        document.body.append(element)
      })
    const made = <T extends HTMLElement>(element: T, change: (element: T) => void): T => {
      change(element)
      return element
    }
    const sent = (attempt: () => unknown): string => {
      attempt()
      return 'sent'
    }
    const thrown = (attempt: () => unknown): string => {
      try {
        attempt()
        return 'made'
      } catch {
        return 'failed'
      }
    }
    const closed = (attempt: () => WebSocket | EventSource): Promise<string> =>
      new Promise((resolve) => {
        try {
          const target = attempt()
          target.onerror = () => resolve('failed')
          target.onopen = () => resolve('opened')
        } catch {
          resolve('failed')
        }
      })
    const address = `http://${host}`
    return {
      fetch: await fetch(`${address}/fetched`).then(
        () => 'reached',
        () => 'failed',
      ),
      picture: await failed(
        made(document.createElement('img'), (element) => {
          element.src = `${address}/picture`
        }),
      ),
      script: await failed(
        made(document.createElement('script'), (element) => {
          element.src = `${address}/script`
        }),
      ),
      style: await failed(
        made(document.createElement('link'), (element) => {
          element.rel = 'stylesheet'
          element.href = `${address}/style`
        }),
      ),
      socket: await closed(() => new WebSocket(`ws://${host}/socket`)),
      events: await closed(() => new EventSource(`${address}/events`)),
      worker: thrown(() => new Worker(`${address}/worker`)),
      beacon: sent(() => navigator.sendBeacon(`${address}/beacon`)),
    }
  }, server.host)
  expect(outcome).toEqual({
    fetch: 'failed',
    picture: 'failed',
    script: 'failed',
    style: 'failed',
    socket: 'failed',
    events: 'failed',
    worker: 'failed',
    beacon: 'sent',
  })
  const main = await lab.app.evaluate(
    ({ net }, address) =>
      net.fetch(address).then(
        () => 'reached',
        (error: Error) => error.message,
      ),
    `http://${server.host}/main`,
  )
  expect(main).toContain('ERR_BLOCKED_BY_CLIENT')
})

test('script within the page and script out of text do not run', async ({ lab }) => {
  lab.expectComplaint(/Content Security Policy|ERR_BLOCKED_BY_CSP/)
  const ran = await lab.page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const inline = document.createElement('script')
    inline.textContent = 'globalThis.ranInline = true'
    document.body.append(inline)
    const holder = document.createElement('div')
    holder.innerHTML = '<img src="data:," onerror="globalThis.ranHandler = true">'
    document.body.append(holder)
    // The tools that run this allow eval for as long as its first turn lasts.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => requestAnimationFrame(resolve))
    let evaluated = 'evaluated'
    try {
      // biome-ignore lint/security/noGlobalEval: it is what is tried
      globalThis.eval('1 + 1')
    } catch (error) {
      evaluated = (error as Error).name
    }
    inline.remove()
    holder.remove()
    return { inline: 'ranInline' in globalThis, handler: 'ranHandler' in globalThis, evaluated, violations }
  })
  expect(ran).toMatchObject({ inline: false, handler: false, evaluated: 'EvalError' })
  expect(ran.violations).toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr']))
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
  const fromMain = await lab.app.evaluate(
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

/** Every address that something tried to navigate to since. */
async function watchNavigation(lab: LabApp): Promise<() => Promise<readonly string[]>> {
  const shell = await lab.app.browserWindow(lab.page)
  const asked = await shell.evaluateHandle((self) => {
    const addresses: string[] = []
    self.webContents.on('will-frame-navigate', (event: { readonly url: string }) => addresses.push(event.url))
    return addresses
  })
  return () => asked.jsonValue()
}

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
