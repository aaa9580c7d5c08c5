/**
 * The app: puts the rooms together. Window, calls, lab file and trainers meet only here.
 *
 * `app.whenReady` is never awaited at the top level: an ES module main that does so waits for itself.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, Menu, session } from 'electron'
import { problemFiles } from './contract/datasetFiles'
import { datasets } from './datasets'
import { previewDataset } from './datasets/previewDataset'
import { answerCalls, listenToWriting, publishTo } from './ipc/electronTransport'
import { createHandlers } from './ipc/handlers'
import { createLabSession } from './ipc/labSession'
import { createCallServer } from './ipc/serve'
import { createUserPaths } from './ipc/userPaths'
import { createElectronTrainerHost } from './jobs/electronTrainerHost'
import { createGradientChecks } from './jobs/gradientChecks'
import { JobQueue } from './jobs/jobQueue'
import { dataFolder, defaultLabFile } from './store/dataFolder'
import { openReader } from './store/reader/reader'
import { readRememberedLabFile, writeRememberedLabFile } from './store/rememberedLabFile'
import { listRuns } from './store/runs/readRuns'
import { checkFit } from './trainer/checkFit'
import { checkRuleText } from './trainer/checkRuleText'
import { experimentRemarks } from './trainer/experimentRemarks'
import { nativeAddon } from './trainer/nativeAddon'
import { probeOptimizer } from './trainer/probeOptimizer'
import { catalogue, registry } from './trainer/registry'
import { createSketcher } from './trainer/sketchExperiment'
import { createWindow } from './window'
import { declareAppProtocol, serveAppProtocol } from './window/appProtocol'
import { denyEverywhere, denyInSession } from './window/denials'
import { createDesktopDialogs } from './window/desktopDialogs'
import { createMenu } from './window/menu'

const sizeIntervalMs = 2000
const ownFolder = dataFolder(process.env, process.platform)
const remembered = join(ownFolder, 'lab.json')
const remember = (file: string): void => writeRememberedLabFile(remembered, file)
const built = {
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  page: join(import.meta.dirname, '../renderer'),
}

app.setName('Second Moment')
app.setPath('userData', ownFolder)
declareAppProtocol()
denyEverywhere()

let window: BrowserWindow | null = null
const currentWindow = (): BrowserWindow | null => window
const publish = publishTo(currentWindow)

const host = createElectronTrainerHost(join(import.meta.dirname, 'trainer.js'))
const jobs = new JobQueue({ host, cores: availableParallelism() })
const gradientChecks = createGradientChecks({ jobs, registry })

const native = nativeAddon()

const lab = createLabSession({
  openReader: (file) => openReader(join(import.meta.dirname, 'reader.js'), file),
  jobs,
  registry,
  publish,
  remember,
  cores: availableParallelism(),
  backend: native.addon === null ? 'wasm' : 'native',
  nativeAbsence: native.addon === null ? native.reason : null,
  appVersion: app.getVersion(),
  runtime: `Electron ${process.versions.electron}`,
})

const userPaths = createUserPaths((path) => {
  const open = lab.open()
  if (!open.ok) return false
  const { labFile } = open.value
  const list = labFile.attempt(() => listRuns(labFile.db))
  const documents = list.ok ? list.value.configurations.map(({ document }) => document) : []
  return documents.some(({ problem }) => problemFiles(problem, registry).some((file) => file.path === path))
})

function openWindow(): void {
  window = createWindow({ preload: built.preload, dataFolder: ownFolder })
  window.on('closed', () => {
    window = null
  })
}

function startUp(): void {
  denyInSession(session.defaultSession)
  serveAppProtocol(built.page)
  Menu.setApplicationMenu(createMenu((command) => publish('menu.command', command)))
  const handlers = createHandlers({
    session: lab,
    registry,
    catalogue,
    dialogs: createDesktopDialogs(currentWindow),
    userPaths,
    checkRule: checkRuleText,
    sketch: createSketcher(),
    checkFit,
    remarksOn: experimentRemarks,
    probeOptimizer,
    gradientChecks,
    publish,
    previewDataset: (dataset) => previewDataset(dataset, datasets, registry),
    remember,
  })
  listenToWriting(userPaths.wrote)
  answerCalls(
    createCallServer(handlers, (name, thrown) => {
      console.error(`the call ${name} failed:`, thrown)
    }),
  )
  openWindow()
  setInterval(() => lab.publishSize(), sizeIntervalMs).unref()
}

/** Trainers end and the lab file is whole before the process goes. */
let isClosed = false
app.on('before-quit', (event) => {
  if (isClosed) return
  event.preventDefault()
  lab
    .close()
    .finally(() => jobs.close())
    .catch((thrown: unknown) => console.error('the lab file could not be closed:', thrown))
    .finally(() => {
      isClosed = true
      app.quit()
    })
})

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})
app.on('activate', () => {
  if (window === null && app.isReady()) openWindow()
})

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app
    .whenReady()
    .then(() => lab.switchTo(readRememberedLabFile(remembered) ?? defaultLabFile(process.env, process.platform)))
    .then(startUp)
    .catch((thrown: unknown) => {
      console.error('Second Moment could not start:', thrown)
      app.exit(1)
    })
} else {
  isClosed = true
  app.quit()
}
