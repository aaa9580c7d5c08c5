/**
 * The fixture of journeys that try what the window must not do: a server that counts what reaches it, and at the end
 * proof that nothing did, that the page is the app's, and that the app still trains.
 */
import { LabWindow } from '../pages/labWindow'
import { type CountingServer, startCountingServer } from './countingServer'
import { bowl } from './documents'
import { test as base, expect } from './launch'

export const test = base.extend<{ server: CountingServer }>({
  server: [
    async ({ lab }, use) => {
      const server = await startCountingServer()
      await use(server)
      expect(server.requests, 'nothing reached the network').toEqual([])
      server.close()
      const window = new LabWindow(lab.page)
      expect(lab.page.url()).toBe('app://lab/')
      await window.experiment.start(bowl('afterwards'))
      await window.runs.expectStatus('afterwards', 'completed')
    },
    { auto: true },
  ],
})

export { expect }
