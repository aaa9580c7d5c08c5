/** Deleting loses nothing until it is meant for good. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

test('a deleted run leaves table and charts, comes back by Undo or from the trash, and only there goes for good', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const { runs, charts } = window
  for (const name of ['kept', 'unwanted']) await window.experiment.start(bowl(name))
  await runs.expectStatuses(['kept', 'unwanted'], 'completed')
  await charts.expectDrawn('Training loss', { series: 2 })

  await runs.open('unwanted')
  await window.page.keyboard.press('Delete')
  await expect(runs.row('unwanted')).toHaveCount(0)
  await charts.expectDrawn('Training loss', { series: 1 })
  await window.messages.getByRole('button', { name: 'Undo' }).click()
  await expect(runs.row('unwanted')).toBeVisible()
  await charts.expectDrawn('Training loss', { series: 2 })

  await runs.choose('unwanted', 'Move to the trash')
  await runs.openTrash()
  await runs.choose('unwanted', 'Restore from the trash')
  await runs.leaveTrash()
  await expect(runs.row('unwanted')).toBeVisible()

  await runs.choose('unwanted', 'Move to the trash')
  await runs.openTrash()
  await runs.choose('unwanted', 'Delete for good…')
  const question = window.page.getByRole('dialog', { name: 'Delete for good?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(runs.row('unwanted')).toBeVisible()
  await runs.choose('unwanted', 'Delete for good…')
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(runs.panel).toContainText('The trash is empty')
  await runs.leaveTrash()
  await expect(runs.rows()).toHaveCount(1)

  const command = new LabCommand(lab.dataFolder)
  const saved = await command.list(join(lab.dataFolder, 'second-moment.lab'))
  expect(saved.map((run) => run.name)).toEqual(['kept'])
})
