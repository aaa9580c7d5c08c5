/** What a page could do to reach out of its window, tried from within: nothing of it happens. */
import type { LabApp } from './support/labApp'
import { expect, test } from './support/unharmed'

test('navigation by script, by link and by form is refused, to the network, to files and within the app', async ({
  lab,
  server,
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
  // Chromium commits this one without asking main.
  const blank = await lab.page.evaluate(async () => {
    const settled = new Promise<string>((resolve) => {
      setTimeout(() => resolve(location.href), 0)
      window.addEventListener('pagehide', () => resolve('left'), { once: true })
    })
    location.href = 'about:blank'
    return settled
  })
  expect(blank).toBe('app://lab/')
  expect(lab.page.url()).toBe('app://lab/')
  // Playwright waits for navigations that were refused; a page loaded anew has none under way.
  await lab.page.reload()
})

test('no new window, frame or webview comes into being', async ({ lab, server }) => {
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
  expect(await lab.inMain(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  expect(lab.app.windows()).toHaveLength(1)
})

test('no request leaves: fetch, picture, script, style, socket, event source and beacon', async ({ lab, server }) => {
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
  const main = await lab.inMain(
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
