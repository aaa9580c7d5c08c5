/**
 * The `app:` protocol: the page's own origin, `app://lab`, which serves the built files and nothing else, each with
 * the Content-Security-Policy as a real header.
 *
 * Source: Electron documentation, "Security", items 7 (CSP) and 18 (avoid file://).
 */
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentTypeOf, fileOf } from './servedFile'

export const appOrigin = 'app://lab'

/** Allows the one `<style>` that reka-ui's Select viewport inserts to hide its scrollbar; belongs to reka-ui 2.11.0. */
const selectViewportStyle = "'sha256-60LHlRjW/B3CtzIoE/Lf1/NEDvko9efWMFaGVhHu/cs='"

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${selectViewportStyle}`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

/** Must run before the app is ready. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves `folder` (the built renderer) on `app://lab`. */
export function serveAppProtocol(folder: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null
    if (file === null) return new Response('', { status: 403 })
    try {
      const headers = {
        'Content-Type': contentTypeOf(file),
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
      }
      return new Response(new Uint8Array(await readFile(file)), { headers })
    } catch {
      return new Response('', { status: 404 })
    }
  })
}
