import { describe, expect, test } from 'vitest'
import { failure } from '../contract/result'
import { datasetHandlers } from './datasetHandlers'
import type { HandlerParts } from './handlerParts'

function handlers() {
  const asked: unknown[] = []
  const dialogs = {
    save: async () => null,
    open: async (title: string, filter: { extensions: readonly string[] }) => {
      asked.push([title, filter.extensions.includes('csv')])
      return '/data/a.csv'
    },
    openFolder: async (title: string) => {
      asked.push(title)
      return null
    },
    reveal: () => {},
  }
  const previewDataset: HandlerParts['previewDataset'] = (dataset) => {
    asked.push(dataset)
    return failure({ kind: 'invalidInput', what: 'dataset', problems: [] })
  }
  return { asked, ...datasetHandlers({ dialogs, previewDataset } as unknown as HandlerParts) }
}

describe('data of the user’s own', () => {
  test('a file and a folder are chosen in a dialog of their kind', async () => {
    const { asked, ...served } = handlers()
    expect(await served['datasets.choose']({ title: 'Images', format: 'file' })).toEqual({
      ok: true,
      value: '/data/a.csv',
    })
    expect(await served['datasets.choose']({ title: 'Folder', format: 'folder' })).toEqual({ ok: true, value: null })
    expect(asked).toEqual([['Images', true], 'Folder'])
  })

  test('a preview is what the datasets say, faults included', async () => {
    const { asked, ...served } = handlers()
    const answer = await served['datasets.preview']({ dataset: { kind: 'csv' } })
    expect(answer.ok).toBe(false)
    expect(asked).toEqual([{ kind: 'csv' }])
  })
})
