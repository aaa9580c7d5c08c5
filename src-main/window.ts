/**
 * The window and its security settings: a sandboxed, isolated page of the app's own origin, and nothing else.
 *
 * It opens where it was, and is shown once it has something to show.
 */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin } from './window/appProtocol'
import { fitToDisplays, readWindowPlace, smallestWindow, writeWindowPlace } from './window/windowPlace'

/** The `background` token of each theme, so that nothing flashes before the first paint. */
const background = { dark: '#0e1116', light: '#f4f6f8' } as const

export interface WindowPaths {
  readonly preload: string
  readonly dataFolder: string
}

export function createWindow(paths: WindowPaths): BrowserWindow {
  const placeFile = join(paths.dataFolder, 'window.json')
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const { isMaximized, ...bounds } = fitToDisplays(readWindowPlace(placeFile), workAreas)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Second Moment',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: paths.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      backgroundThrottling: false,
    },
  })
  if (isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  let isClosing = false
  window.on('close', () => {
    isClosing = true
    writeWindowPlace(placeFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  window.loadURL(`${appOrigin}/`).catch((failure: unknown) => {
    // A window that is closed while it loads ends its loading, and nothing went wrong.
    if (!isClosing) console.error('the window could not be loaded:', failure)
  })
  return window
}
