import { describe, expect, test } from 'vitest'
import { failure, success } from '../contract/result'
import { registry } from '../trainer/registry'
import { datasetHandlers } from './datasetHandlers'
import type { HandlerParts } from './handlerParts'
import { createUserPaths } from './userPaths'

const chosen = '/data/a.csv'

function handlers(trainedOn: readonly string[] = []) {
  const asked: unknown[] = []
  const dialogs = {
    save: async () => null,
    open: async (title: string, filter: { extensions: readonly string[] }) => {
      asked.push([title, filter.extensions.includes('csv')])
      return chosen
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
  const userPaths = createUserPaths((path) => trainedOn.includes(path))
  const parts = { dialogs, previewDataset, registry, userPaths } as unknown as HandlerParts
  return { asked, userPaths, ...datasetHandlers(parts) }
}

describe('data of the user’s own', () => {
  test('a file and a folder are chosen in a dialog of their kind', async () => {
    const { asked, ...served } = handlers()
    expect(await served['datasets.choose']({ title: 'Images', format: 'file' })).toEqual(success(chosen))
    expect(await served['datasets.choose']({ title: 'Folder', format: 'folder' })).toEqual(success(null))
    expect(asked).toEqual([['Images', true], 'Folder'])
  })

  test('a preview is what the datasets say, faults included', async () => {
    const { asked, ...served } = handlers()
    const answer = await served['datasets.preview']({ dataset: { kind: 'csv' } })
    expect(answer.ok).toBe(false)
    expect(asked).toEqual([{ kind: 'csv' }])
  })

  test('a file that the user never named is not opened, and the field is told', async () => {
    const { asked, ...served } = handlers()
    const answer = await served['datasets.preview']({ dataset: { kind: 'csv', file: '/etc/passwd' } })
    const message = '= "/etc/passwd", must be chosen in a dialog or written in the form'
    expect(answer).toEqual(failure({ kind: 'invalidInput', what: 'dataset', problems: [{ path: 'file', message }] }))
    const arrays = { kind: 'npy', inputs: chosen, targets: '/etc/shadow' }
    await served['datasets.choose']({ title: 'Inputs', format: 'file' })
    expect(await served['datasets.preview']({ dataset: arrays })).toMatchObject({
      error: { problems: [{ path: 'targets' }] },
    })
    expect(asked).toEqual([['Inputs', true]])
  })

  test('a file that was chosen, written, or trained on before is opened', async () => {
    const { asked, userPaths, ...served } = handlers(['/old/t.csv'])
    await served['datasets.choose']({ title: 'Data', format: 'file' })
    userPaths.wrote(' /typed/b.csv ')
    userPaths.wrote(JSON.stringify({ dataset: { file: '/pasted/c "d".csv' } }))
    for (const file of [chosen, '/typed/b.csv', '/pasted/c "d".csv', '/old/t.csv']) {
      await served['datasets.preview']({ dataset: { kind: 'csv', file } })
      expect(asked.at(-1)).toEqual({ kind: 'csv', file })
    }
  })

  test('a piece of a path that was written is no path that was written', async () => {
    const { userPaths } = handlers()
    userPaths.wrote('/home/me/data.csv')
    expect(['/home/me', '/home/me/data', 'data.csv', ''].map(userPaths.has)).toEqual([false, false, false, false])
  })
})
