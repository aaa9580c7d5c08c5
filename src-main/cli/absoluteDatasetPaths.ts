/**
 * Files that a document names relative to itself, as full paths: a document and its data can be moved together, and the
 * stored run says where they were.
 */
import { dirname, resolve } from 'node:path'
import { datasetFiles } from '../contract/datasetFiles'
import type { Registry } from '../contract/definition'

/** @param documentPath - of the document; the document itself is not parsed yet, and left as it is where it is odd */
export function absoluteDatasetPaths(document: unknown, documentPath: string, registry: Registry): unknown {
  if (!isRecord(document) || !isRecord(document.problem) || !isRecord(document.problem.dataset)) return document
  const { problem } = document
  const { dataset } = document.problem
  const files = datasetFiles(dataset, registry)
  if (files.length === 0) return document
  const folder = dirname(documentPath)
  const resolved = Object.fromEntries(files.map(({ field, path }) => [field, resolve(folder, path)]))
  return { ...document, problem: { ...problem, dataset: { ...dataset, ...resolved } } }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
