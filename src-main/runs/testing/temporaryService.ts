/** A run service over a lab file of its own and the stand-in trainer, with everything it published. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CheckedDefinition, Registry } from '../../contract/definition'
import type { EventName, EventPayload } from '../../contract/events'
import { real } from '../../contract/field'
import type { RunId } from '../../contract/identifiers'
import { unwrap } from '../../contract/result'
import { JobQueue } from '../../jobs/jobQueue'
import { createNodeTrainerHost } from '../../jobs/nodeTrainerHost'
import type { TrainerHost } from '../../jobs/trainerHost'
import type { WritableLabFile } from '../../store/labFile'
import { openLabFile } from '../../store/openLabFile'
import type { Publish } from '../publish'
import { RunService, type RunServiceOptions } from '../runService'

type Published = { readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName]

/** Of the service, and of the jobs it has for itself. */
export interface Changes extends Partial<Omit<RunServiceOptions, 'jobs'>> {
  readonly host?: TrainerHost
  /** jobs at once; two when left out */
  readonly concurrency?: number
}

export interface TemporaryService {
  readonly jobs: JobQueue
  readonly labFile: WritableLabFile
  readonly service: RunService
  readonly published: readonly Published[]
  /** Settles with the next event, or at once with one already there, that fits. */
  seen(fits: (event: Published) => boolean): Promise<Published>
}

export const trainerEntry = join(import.meta.dirname, '../../jobs/testing/standInTrainer.mjs')

const learningRate = real({ default: 0.1, above: 0 })
const only = (kind: string, fields: CheckedDefinition['fields'] = {}): CheckedDefinition[] => [
  { kind, title: kind, summary: kind, fields },
]

export const testRegistry: Registry = {
  problems: only('quadratic'),
  optimizers: only('rmsprop', { learningRate }),
  schedules: only('constant'),
  datasets: [],
  layers: [],
  diagnostics: [],
}

/** The one series the stand-in trainer records. */
export const loss = { diagnostic: 'loss', column: 'training', parameter: '' }

/** A document of the test registry. */
export function document(name: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    schemaVersion: 1,
    name,
    problem: { kind: 'quadratic' },
    optimizer: { kind: 'rmsprop', learningRate: 0.5 },
    budget: { steps: 50 },
    ...changes,
  }
}

/** @param file lab file to open again; a new folder when left out. */
export function temporaryService(
  { host, concurrency, ...changes }: Changes = {},
  file = temporaryFile(),
): TemporaryService {
  const labFile = unwrap(openLabFile(file, { mode: 'write' }))
  const published: Published[] = []
  const listeners = new Set<() => void>()
  const publish = ((name: EventName, payload: never) => {
    published.push({ name, payload })
    for (const listener of listeners) listener()
  }) as Publish
  const jobs = new JobQueue({ host: host ?? createNodeTrainerHost(trainerEntry), cores: 2, atOnce: concurrency ?? 2 })
  const service = new RunService({
    labFile,
    publish,
    jobs,
    registry: testRegistry,
    nowMs: () => 1_700_000_000_000,
    adoptQueue: true,
    ...changes,
  })
  onTestFinished(async () => {
    await service.close()
    await jobs.close()
    labFile.close()
  })
  return { jobs, labFile, service, published, seen: (fits) => whenSeen(published, listeners, fits) }
}

/** The first rows of the run are stored and told. */
export function rowsSeen({ seen }: TemporaryService, run: RunId | undefined): Promise<unknown> {
  return seen(({ name, payload }) => name === 'series.grown' && payload.some((grown) => grown.run === run))
}

/** Closes the service and its file, and opens both again. */
export async function reopened(bench: TemporaryService, changes: Changes = {}): Promise<TemporaryService> {
  await bench.service.close()
  bench.labFile.close()
  return temporaryService(changes, bench.labFile.file)
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-runs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'test.lab')
}

function whenSeen(
  published: readonly Published[],
  listeners: Set<() => void>,
  fits: (event: Published) => boolean,
): Promise<Published> {
  return new Promise((resolve) => {
    const look = (): void => {
      const event = published.find(fits)
      if (event === undefined) return
      listeners.delete(look)
      resolve(event)
    }
    listeners.add(look)
    look()
  })
}
