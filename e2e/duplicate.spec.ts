/** Duplicate and change: the next experiment is the last one with one value different. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

test('a duplicated run with another α is a run of its own, and the original stays as it was', async ({ lab }) => {
  const command = new LabCommand(lab.dataFolder)
  const file = join(lab.dataFolder, 'second-moment.lab')
  const window = new LabWindow(lab.page)
  const { experiment, runs } = window
  await experiment.start(bowl('original'))
  await runs.expectStatus('original', 'completed')
  const [original] = await command.list(file)

  await experiment.button('Duplicate and change').click()
  await experiment.openView('Form')
  await experiment.field(/^Learning rate/).fill('0.02')
  await experiment.runButton.click()
  await runs.expectStatus('original (copy)', 'completed')
  await expect(experiment.article('original (copy)')).toContainText('0.02')

  const [kept, changed] = await command.list(file)
  expect(kept).toEqual(original)
  expect(changed?.learningRate).toBe(0.02)
  expect(changed?.parameterDigest).not.toBe(kept?.parameterDigest)
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
})
