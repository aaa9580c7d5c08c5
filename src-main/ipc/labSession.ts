/**
 * The lab file the window works on, with the run service on top of it.
 *
 * A file that cannot be opened is a state, not the end of the app: the window shows why, and another can be chosen.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { LabState } from '../contract/lab'
import { failure, type Result, success } from '../contract/result'
import type { Publish } from '../runs/publish'
import { RunService, type RunServiceOptions } from '../runs/runService'
import type { WritableLabFile } from '../store/labFile'
import { openLabFile } from '../store/openLabFile'
import type { Reader } from '../store/reader/reader'
import { rescue } from '../store/rescue'

export interface LabSessionOptions {
  readonly jobs: RunServiceOptions['jobs']
  /** What reads series of an open lab file. */
  readonly openReader: (file: () => string) => Reader
  readonly registry: Registry
  readonly publish: Publish
  /** Which lab file the next start is to open. */
  readonly remember: (file: string) => void
  readonly cores: number
  readonly backend: string
  /** Why there are no native kernels; null where there are. */
  readonly nativeAbsence: string | null
  readonly appVersion: string
  /** "Electron 45.4.1", for people. */
  readonly runtime: string
}

export interface OpenLab {
  readonly labFile: WritableLabFile
  readonly service: RunService
  readonly reader: Reader
}

export interface LabSession {
  state(): LabState
  /** The open file and its service, or why there is none. */
  open(): Result<OpenLab>
  /** Closes what is open and opens `file`, making it when there is none. When it cannot be opened the state says why. */
  switchTo(file: string): Promise<LabState>
  /** Goes on in a new file with all that is in the present one, which may be lost. */
  saveAs(file: string): Promise<Result<string>>
  setConcurrency(concurrency: number): Result<LabState>
  setThreads(threads: number): Result<LabState>
  /** Tells the window when the size of the file has changed. */
  publishSize(): void
  close(): Promise<void>
}

/** The session starts closed; `switchTo` opens the first file. */
export function createLabSession(options: LabSessionOptions): LabSession {
  let file = ''
  let threads = 1
  let current: Result<OpenLab> = failure({ kind: 'storeUnavailable', file, reason: 'is not open yet' })
  let publishedSizeBytes = -1
  let rescued: string | null = null

  const state = (): LabState => ({
    file,
    sizeBytes: current.ok ? current.value.labFile.sizeBytes() : 0,
    error: current.ok ? null : current.error,
    held: current.ok ? current.value.service.held() : null,
    rescued,
    concurrency: options.jobs.atOnce,
    threads,
    cores: options.cores,
    backend: options.backend,
    nativeAbsence: options.nativeAbsence,
    appVersion: options.appVersion,
    runtime: options.runtime,
  })

  const tell = (isOther: boolean): LabState => {
    const present = state()
    publishedSizeBytes = present.sizeBytes
    options.publish('lab.changed', { state: present, isOther })
    return present
  }

  /** One opening or closing after the other: a file that is left half open would keep the writer's lock. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act)
    last = turn
    return turn
  }

  const openFile = (): Result<OpenLab> => {
    try {
      mkdirSync(dirname(file), { recursive: true })
    } catch {
      // The store says what is wrong with the place, in the words it has for every other fault.
    }
    const opened = openLabFile(file, { mode: 'write' })
    if (!opened.ok) return opened
    const service = new RunService({
      labFile: opened.value,
      jobs: options.jobs,
      threads,
      registry: options.registry,
      publish: options.publish,
      nowMs: Date.now,
      adoptQueue: true,
      onHeld: () => tell(false),
      onStoreFailure: (error) => void closeFailed(opened.value, error),
    })
    return success({ labFile: opened.value, service, reader: options.openReader(() => opened.value.file) })
  }

  const closeFile = async (): Promise<void> => {
    if (!current.ok) return
    const { labFile, service, reader } = current.value
    current = failure({ kind: 'storeUnavailable', file, reason: 'is closed' })
    await reader.close()
    if (labFile.lost() !== null) {
      const saved = await rescue(file, (to) => service.moveTo(to))
      if (saved.ok) rescued = saved.value
    }
    await service.close()
    labFile.close()
  }

  /** A full or lost disk: the file is closed, so that the window says so and nothing more is tried on it. */
  const closeFailed = (failed: WritableLabFile, error: LabError): Promise<void> =>
    inTurn(async () => {
      // Another file may have been chosen meanwhile: that one is sound.
      if (!current.ok || current.value.labFile !== failed) return
      await closeFile().catch(() => undefined)
      current = failure(error)
      tell(true)
    })

  return {
    state,
    open: () => current,
    switchTo: (next) =>
      inTurn(async () => {
        await closeFile()
        file = next
        current = openFile()
        return tell(true)
      }),
    saveAs: (next) =>
      inTurn(async () => {
        if (!current.ok) return current
        const { labFile, service, reader } = current.value
        // The last handle of a file removes its log.
        const moved = await reader.whileClosed(() => service.moveTo(next))
        if (moved.ok) file = labFile.file
        tell(false)
        return moved.ok ? success(file) : moved
      }),
    setConcurrency(next) {
      const set = options.jobs.setAtOnce(next)
      return set.ok ? success(tell(false)) : set
    },
    setThreads(next) {
      threads = Math.min(next, options.cores)
      if (current.ok) {
        const result = current.value.service.setThreads(threads)
        if (!result.ok) return result
      }
      return success(tell(false))
    },
    publishSize() {
      if (current.ok && current.value.labFile.sizeBytes() !== publishedSizeBytes) tell(false)
    },
    close: () =>
      inTurn(async () => {
        const before = rescued
        await closeFile()
        // The next start opens the file that has the runs.
        if (rescued !== null && rescued !== before) options.remember(rescued)
      }),
  }
}
