/** A server on this machine that nothing must reach: it counts who did. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CountingServer {
  /** `127.0.0.1:PORT`, without a scheme. */
  readonly host: string
  /** Addresses asked for, and upgrades to a web socket. */
  readonly requests: readonly string[]
  close(): void
}

export async function startCountingServer(): Promise<CountingServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(String(request.url))
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('reached')
  })
  server.on('upgrade', (request, socket) => {
    requests.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, requests, close: () => server.close() }
}
