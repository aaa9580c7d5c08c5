/**
 * Nothing leaves the machine: the log that Chromium's own network stack keeps, over start, training and quitting, and
 * over what `onBeforeRequest` and the policy of the page do not see.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import type { LabApp } from './support/labApp'
import { expect, test } from './support/launch'

/** Names of events that send something, or are about to: a name to look up, a connection, bytes. */
const leaving = /^(DNS_TRANSACTION|HOST_RESOLVER_MANAGER_JOB|TCP_CONNECT|SSL_CONNECT|(UDP|SOCKET)_BYTES_SENT)/
/** Schemes of the app's own files, and of the tools that drive this test. */
const localSchemes = /^(app|blob|data|devtools):/

test('a start, a run and a quit send nothing, look no name up and open no connection', async ({ lab }) => {
  const events = await networkLog(lab, async () => {
    const window = new LabWindow(lab.page)
    await window.experiment.start(bowl('quiet'))
    await window.runs.expectStatus('quiet', 'completed')
  })
  expect(events.length, 'the log was kept').toBeGreaterThan(0)
  expect(events.filter(leaves)).toEqual([])
  expect(events.filter(({ name }) => name === 'HOST_RESOLVER_MANAGER_REQUEST')).toEqual([])
})

test('a name looked up ahead and a peer connection send nothing', async ({ lab }) => {
  const events = await networkLog(lab, async () => {
    const candidates = await lab.page.evaluate(async () => {
      const link = document.createElement('link')
      link.rel = 'dns-prefetch'
      link.href = 'http://prefetched.invalid/'
      document.head.append(link)
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })
      const found: string[] = []
      const isGathered = new Promise<void>((resolve) => {
        peer.onicecandidate = ({ candidate }) => {
          if (candidate === null) resolve()
          else if (candidate.candidate !== '') found.push(candidate.candidate)
        }
      })
      peer.createDataChannel('data')
      await peer.setLocalDescription(await peer.createOffer())
      await isGathered
      peer.close()
      link.remove()
      return found
    })
    expect(candidates).toEqual([])
  })
  expect(events.filter(leaves)).toEqual([])
})

interface NetworkEvent {
  readonly name: string
  readonly parameters: string
}

function leaves({ name, parameters }: NetworkEvent): boolean {
  if (name === 'URL_REQUEST_START_JOB') return !localSchemes.test(JSON.parse(parameters).url ?? '')
  return leaving.test(name)
}

/** What Chromium logs of the network from a fresh launch to the end of its process. */
async function networkLog(lab: LabApp, act: () => Promise<void>): Promise<readonly NetworkEvent[]> {
  const file = join(lab.dataFolder, 'network.json')
  // A window that is closed while it loads complains of it.
  const isLoaded = (): Promise<void> => expect(lab.page.getByRole('heading', { level: 1 })).toBeVisible()
  await isLoaded()
  await lab.close()
  lab.switches.push(`--log-net-log=${file}`, '--net-log-capture-mode=Everything')
  await lab.launch()
  await isLoaded()
  await act()
  await lab.close()
  const text = await readFile(file, 'utf8')
  lab.switches.length = 0
  await lab.launch()
  await isLoaded()
  const log: {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
    readonly events: readonly { readonly type: number; readonly params?: unknown }[]
  } = JSON.parse(text)
  const names = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]))
  return log.events.map(({ type, params }) => ({
    name: names.get(type) ?? String(type),
    parameters: JSON.stringify(params ?? {}),
  }))
}
