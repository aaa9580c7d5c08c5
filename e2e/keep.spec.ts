/** What a user adds to a saved run: name, tags, note, and whether it is drawn. */
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expect, test } from './support/launch'

test('a run is renamed in its row, tagged and noted, found by its tag, and all of it is there after reopening', async ({
  lab,
}) => {
  const before = new LabWindow(lab.page)
  for (const name of ['first', 'second']) await before.experiment.start(bowl(name))
  await before.runs.expectStatuses(['first', 'second'], 'completed')

  await before.runs.open('first')
  await before.page.keyboard.press('F2')
  await before.page.getByRole('textbox', { name: 'Name of the run' }).fill('baseline')
  await before.page.keyboard.press('Enter')
  await expect(before.runs.row('baseline')).toBeVisible()
  await expect(before.experiment.article('baseline')).toBeVisible()

  const tags = before.experiment.panel.getByRole('textbox', { name: 'Tags, separated by commas' })
  await tags.fill('paper, figure 2')
  await tags.press('Enter')
  const note = before.experiment.panel.getByRole('textbox', { name: 'Note' })
  await note.fill('the one of the figure')
  await note.blur()
  await before.runs.filter.fill('tag:paper')
  await expect(before.runs.rows()).toHaveCount(1)
  await expect(before.runs.row('baseline')).toBeVisible()

  await lab.relaunch()
  const after = new LabWindow(lab.page)
  await expect(after.runs.rows()).toHaveCount(2)
  await after.runs.open('baseline')
  await expect(after.experiment.panel.getByRole('textbox', { name: 'Tags, separated by commas' })).toHaveValue(
    'paper, figure 2',
  )
  await expect(after.experiment.panel.getByRole('textbox', { name: 'Note' })).toHaveValue('the one of the figure')
})

test('a hidden run leaves every chart and comes back with its line', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  for (const name of ['first', 'second']) await window.experiment.start(bowl(name))
  await window.runs.expectStatuses(['first', 'second'], 'completed')
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })

  await window.runs.toggleVisible('first')
  await window.charts.expectDrawn('Training loss', { series: 1 })
  await window.charts.expectDrawn('Gradient norm ‖g‖', { series: 1 })
  await window.runs.toggleVisible('second')
  await expect(window.charts.area).toContainText('No run is shown')
  await window.runs.toggleVisible('first')
  await window.runs.toggleVisible('second')
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
})
