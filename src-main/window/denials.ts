/**
 * Everything a page could ask for and is not given: permissions, navigation, new windows, webviews, the network.
 *
 * Source: Electron documentation, "Security", items 5, 12, 13, 14.
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

export function denyInSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocalRequest(details.url) }))
  session.on('will-download', (event) => event.preventDefault())
}

function denyInContents(contents: WebContents): void {
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

/** Holds for every page the app will ever have. */
export function denyEverywhere(): void {
  app.on('web-contents-created', (_event, contents) => denyInContents(contents))
}
