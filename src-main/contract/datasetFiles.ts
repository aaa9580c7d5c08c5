/**
 * The files of the user's own that an experiment's dataset names: found by the format of its fields, so that nobody else
 * needs to know which datasets have files.
 */
import type { Registry } from './definition'
import type { Member } from './field'

export interface DatasetFile {
  /** The field of the dataset. */
  readonly field: string
  /** As the document has it; never empty. */
  readonly path: string
}

/** @param dataset - a member of `datasets`, checked or not; what is no such member has no files */
export function datasetFiles(dataset: unknown, registry: Registry): readonly DatasetFile[] {
  if (typeof dataset !== 'object' || dataset === null || Array.isArray(dataset)) return []
  const entries = new Map<string, unknown>(Object.entries(dataset))
  const definition = registry.datasets.find(({ kind }) => kind === entries.get('kind'))
  return Object.entries(definition?.fields ?? {}).flatMap(([field, description]) => {
    const path = entries.get(field)
    const isFile = description.type === 'text' && description.format !== undefined
    return isFile && typeof path === 'string' && path !== '' ? [{ field, path }] : []
  })
}

/** The files of a problem: those of the dataset it may have. */
export function problemFiles(problem: Member, registry: Registry): readonly DatasetFile[] {
  return datasetFiles(problem.dataset, registry)
}
