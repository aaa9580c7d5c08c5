/** Data of the user's own: a look at them before they are trained on, and the dialog that finds them. */
import type { CallName } from '../contract/calls'
import { datasetFiles } from '../contract/datasetFiles'
import { failure, success } from '../contract/result'
import type { FileFilter } from './fileDialogs'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type DatasetCalls = Extract<CallName, `datasets.${string}`>

const dataFiles: FileFilter = {
  name: 'Data',
  extensions: ['csv', 'tsv', 'txt', 'npy', 'idx', 'idx1-ubyte', 'idx3-ubyte'],
}

export function datasetHandlers(parts: HandlerParts): Pick<Handlers, DatasetCalls> {
  const { dialogs, previewDataset, registry, userPaths } = parts
  return {
    'datasets.preview': ({ dataset }) => {
      const unknown = datasetFiles(dataset, registry).filter(({ path }) => !userPaths.has(path))
      if (unknown.length === 0) return previewDataset(dataset)
      const problems = unknown.map(({ field, path }) => ({
        path: field,
        message: `= ${JSON.stringify(path)}, must be chosen in a dialog or written in the form`,
      }))
      return failure({ kind: 'invalidInput', what: 'dataset', problems })
    },
    'datasets.choose': async ({ title, format }) => {
      const chosen = await (format === 'file' ? dialogs.open(title, dataFiles) : dialogs.openFolder(title))
      if (chosen !== null) userPaths.chose(chosen)
      return success(chosen)
    },
  }
}
