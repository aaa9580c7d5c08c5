/**
 * Everything a page could ask for and is not given: permissions, navigation, new windows, webviews, the network; and
 * what Chromium would fetch by itself.
 *
 * Source: Electron documentation, "Security", items 5, 12, 13, 14; chromium, net/docs/proxy.md.
 */
import { app, type Session, type WebContents } from 'electron'
import { appOrigin } from './appProtocol'

function isOwn(url: string): boolean {
  return url.startsWith(`${appOrigin}/`)
}

/** Only the app's own files (and the developer tools' own) are ever requested. */
function isLocalRequest(url: string): boolean {
  return isOwn(url) || url.startsWith('devtools:') || url.startsWith('data:') || url.startsWith('blob:app://')
}

/** A dead proxy: port 9 of this machine. Every network request ends there, those to loopback addresses too. */
const deadProxy = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const

export function denyInSession(session: Session): void {
  // Without languages there is no dictionary to fetch; `spellcheck: false` alone does not stop it.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
  void session.setProxy(deadProxy)
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocalRequest(details.url) }))
  session.on('will-download', (event) => event.preventDefault())
}

function denyInContents(contents: WebContents): void {
  // No UDP of RTCPeerConnection, which neither the policy of the page nor `onBeforeRequest` sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (event.url !== `${appOrigin}/`) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Traffic that Chromium starts by itself: names it looks up ahead, lists and components it keeps up to date. */
function denyToChromium(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability']) {
    app.commandLine.appendSwitch(name)
  }
}

/** Holds for every page the app will ever have. Must run before the app is ready. */
export function denyEverywhere(): void {
  denyToChromium()
  app.on('web-contents-created', (_event, contents) => denyInContents(contents))
}
