/** Data of the user's own: chosen in the desktop's dialog, looked at, trained on; faults told by line. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog } from './support/answerDialogs'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { setWindow, takeScreenshot } from './support/takeScreenshot'

/** Two classes that a line parts, and in one row 1001 where 1.001 was meant. */
const rows = Array.from({ length: 60 }, (_, index) => {
  const ratio = index === 41 ? 1001 : 1 + ((index * 7) % 13) / 1000
  return `${index % 7},${(index * 3) % 11},${ratio},${index % 7 > 3 ? 'late' : 'early'}`
})

test('a CSV file is chosen, previewed and trained on, and one with a fault is refused by line', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { form } = window.experiment
  const preview = form.getByRole('region', { name: 'Preview of the data' })
  const file = join(lab.dataFolder, 'flights.csv')
  await writeFile(file, ['hour,gate,ratio,class', ...rows].join('\n'))
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
  await expect(preview.getByRole('columnheader')).toHaveText([/^hour/, /^gate/, /^ratio/, /^class.*target/])
  await expect(preview).toContainText('Classes: early, late.')
  await expect(preview.getByRole('row', { name: /^Maximum/ })).toHaveText(/^Maximum\s*6\s*10\s*1001$/)
  await expect(preview.getByRole('img', { name: /^Histogram of ratio/ })).toHaveAccessibleName(
    'Histogram of ratio, 24 bins from 1 to 1001: 59 in bin 1, 1 in bin 24',
  )
  await expectAccessible(lab.page, 'preview of a CSV file')
  await preview.getByRole('img', { name: /^Histogram of ratio/ }).scrollIntoViewIfNeeded()
  for (const theme of ['dark', 'light'] as const) {
    await takeScreenshot(lab, { name: 'csv-preview', theme, width: 1280, height: 800 })
  }

  const faulty = join(lab.dataFolder, 'faulty.csv')
  await writeFile(faulty, ['hour,gate,ratio,class', ...rows.slice(0, 4), '5,7,1', ...rows.slice(4)].join('\n'))
  await answerOpenDialog(lab, faulty)
  await form.getByRole('button', { name: 'Choose File' }).click()
  await expect(preview).toContainText(/line 6/)
  await answerOpenDialog(lab, file)
  await form.getByRole('button', { name: 'Choose File' }).click()
  await expect(preview).toContainText('Classes: early, late.')
  await window.experiment.runButton.click()
  await window.runs.expectStatus('flights', 'completed')
})
