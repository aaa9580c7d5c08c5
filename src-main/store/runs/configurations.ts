/** Configurations: experiments without name, seed and diagnostics, each kept once. Runs of one are a group. */
import { createHash } from 'node:crypto'
import { InvariantError } from '../../contract/assertNever'
import { type Configuration, configurationOf, configurationSchema, type Experiment } from '../../contract/experiment'
import { type ConfigurationId, configurationIdSchema } from '../../contract/identifiers'
import type { SavedConfiguration } from '../../contract/run'
import { prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { assertSealed } from '../seals'

interface ConfigurationRow {
  readonly id: number
  readonly digest: string
  readonly document: string
}

const insertConfiguration =
  'INSERT INTO configurations (digest, document) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING'
const findConfiguration = 'SELECT id FROM configurations WHERE digest = ?'
const oneConfiguration = 'SELECT * FROM configurations WHERE id = ?'
const removeUnused = `
  DELETE FROM configurations WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.configuration_id = configurations.id)`

/** The id of the experiment's configuration; one configuration is one row, however often it is run. */
export function keepConfiguration(db: WritableDb, experiment: Experiment): ConfigurationId {
  const configuration = configurationOf(experiment)
  const digest = configurationDigest(configuration)
  prepared(db, insertConfiguration).run(digest, JSON.stringify(configuration))
  const kept = prepared<{ id: number }>(db, findConfiguration).get(digest)
  if (kept === undefined) throw new InvariantError(`configuration ${digest} is missing right after it was inserted`)
  return configurationIdSchema.parse(kept.id)
}

/** SHA-256 of the document with its keys sorted: the order in which somebody wrote them changes nothing. */
export function configurationDigest(configuration: Configuration): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(configuration)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

const known = new WeakMap<ReadableDb, Map<number, SavedConfiguration>>()

/**
 * A configuration never changes, so each is read, checked and parsed once for each handle.
 *
 * @param run - named in the error, since it is the run that cannot be read
 * @throws LabFailure `damaged` when it is not what was stored, or is lost
 */
export function readConfiguration(db: ReadableDb, id: number | null, run: number): SavedConfiguration {
  let read = known.get(db)
  if (read === undefined) {
    read = new Map()
    known.set(db, read)
  }
  let configuration = id === null ? undefined : read.get(id)
  if (configuration === undefined) {
    const row = prepared<ConfigurationRow>(db, oneConfiguration).get(id) ?? {}
    assertSealed(db, 'configurations', row, { run, what: 'its configuration is not what was stored' })
    configuration = parsed(row as ConfigurationRow)
    read.set(configuration.id, configuration)
  }
  return configuration
}

function parsed({ id, document }: ConfigurationRow): SavedConfiguration {
  return { id: configurationIdSchema.parse(id), document: configurationSchema.parse(JSON.parse(document)) }
}

/** Those that no run has any more. */
export function removeUnusedConfigurations(db: WritableDb): void {
  prepared(db, removeUnused).run()
}
