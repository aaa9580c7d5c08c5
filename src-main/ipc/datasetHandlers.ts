/** Data of the user's own: a look at them before they are trained on, and the dialog that finds them. */
import type { CallName } from '../contract/calls'
import { success } from '../contract/result'
import type { FileFilter } from './fileDialogs'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type DatasetCalls = Extract<CallName, `datasets.${string}`>

const dataFiles: FileFilter = {
  name: 'Data',
  extensions: ['csv', 'tsv', 'txt', 'npy', 'idx', 'idx1-ubyte', 'idx3-ubyte'],
}

export function datasetHandlers({ dialogs, previewDataset }: HandlerParts): Pick<Handlers, DatasetCalls> {
  return {
    'datasets.preview': ({ dataset }) => previewDataset(dataset),
    'datasets.choose': async ({ title, format }) =>
      success(await (format === 'file' ? dialogs.open(title, dataFiles) : dialogs.openFolder(title))),
  }
}
