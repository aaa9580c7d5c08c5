/** Data of the user's own: chosen in the desktop's dialog, looked at, trained on; faults told by line. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog } from './support/answerDialogs'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { setWindow, takeScreenshot } from './support/takeScreenshot'

/** Two classes that a line parts. */
const rows = Array.from(
  { length: 60 },
  (_, index) => `${index % 7},${(index * 3) % 11},${index % 7 > 3 ? 'late' : 'early'}`,
)

test('a CSV file is chosen, previewed and trained on, and one with a fault is refused by line', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { form } = window.experiment
  const preview = form.getByRole('region', { name: 'Preview of the data' })
  const file = join(lab.dataFolder, 'flights.csv')
  await writeFile(file, ['hour,gate,class', ...rows].join('\n'))
  await setWindow(lab, { theme: 'light', width: 1280, height: 800 })
  await window.experiment.openDraft()
  await window.experiment.writeText(
    JSON.stringify({
      schemaVersion: 1,
      name: 'flights',
      problem: { kind: 'network', dataset: { kind: 'csv' }, layers: [{ kind: 'dense', units: 2 }], batchSize: 8 },
      optimizer: { kind: 'rmsprop', learningRate: 0.01 },
      budget: { epochs: 20 },
    }),
  )
  await window.experiment.openView('Form')
  await preview.getByRole('button', { name: 'Preview' }).click()
  await expect(preview).toContainText('Choose a file to see what it holds.')
  await answerOpenDialog(lab, file)
  await form.getByRole('button', { name: 'Choose File' }).click()
  await expect(form.getByRole('textbox', { name: /^File/ })).toHaveValue(file)
  await expect(preview.getByRole('columnheader')).toHaveText([/^hour/, /^gate/, /^class.*target/])
  await expect(preview).toContainText('Classes: early, late.')
  await expectAccessible(lab.page, 'preview of a CSV file')
  await preview.scrollIntoViewIfNeeded()
  await takeScreenshot(lab, { name: 'csv-preview', theme: 'dark', width: 1280, height: 800 })

  const faulty = join(lab.dataFolder, 'faulty.csv')
  await writeFile(faulty, ['hour,gate,class', ...rows.slice(0, 4), '5,7', ...rows.slice(4)].join('\n'))
  await answerOpenDialog(lab, faulty)
  await form.getByRole('button', { name: 'Choose File' }).click()
  await expect(preview).toContainText(/line 6/)
  await answerOpenDialog(lab, file)
  await form.getByRole('button', { name: 'Choose File' }).click()
  await expect(preview).toContainText('Classes: early, late.')
  await window.experiment.runButton.click()
  await window.runs.expectStatus('flights', 'completed')
})
