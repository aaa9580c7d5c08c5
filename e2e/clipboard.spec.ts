/** What can be copied out of the window. */
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expect, test } from './support/launch'

test('the digest of a run and the document being edited are copied whole', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('kept'))
  await window.runs.expectStatus('kept', 'completed')
  const clipboard = (): Promise<string> => lab.inMain((electron) => electron.clipboard.readText())

  await window.experiment.button('Copy the parameter digest').click()
  await expect(window.messages).toContainText('Copied the digest')
  expect(await clipboard()).toMatch(/^sha256:[0-9a-f]{64}$/)

  await window.experiment.openDraft()
  await window.experiment.button('Copy the document as JSON').click()
  await expect(window.messages).toContainText('Copied the document')
  expect(JSON.parse(await clipboard())).toMatchObject({ schemaVersion: 1, problem: { kind: 'quadratic' } })
})
