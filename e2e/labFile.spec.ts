/** Which lab file the window works on: another one, a new one, one that cannot be used. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog, answerSaveDialog } from './support/answerDialogs'
import { bowl, endless } from './support/documents'
import { expect, test } from './support/launch'

test('a new lab file starts empty, the old one is opened again with its runs, and the choice is remembered', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('of the first file'))
  await window.runs.expectStatus('of the first file', 'completed')

  const other = join(lab.dataFolder, 'other.lab')
  await answerSaveDialog(lab, other)
  await window.chooseMenu('New lab file…')
  await expect(window.runs.panel).toContainText('No runs yet')
  await expect(window.charts.area).toContainText('No run is shown')
  await window.experiment.start(bowl('of the other file'))
  await window.runs.expectStatus('of the other file', 'completed')

  await answerOpenDialog(lab, join(lab.dataFolder, 'second-moment.lab'))
  await window.chooseMenu('Open a lab file…')
  await expect(window.runs.row('of the first file')).toBeVisible()
  await expect(window.runs.rows()).toHaveCount(1)
  await answerOpenDialog(lab, other)
  await window.chooseMenu('Open a lab file…')
  await expect(window.runs.row('of the other file')).toBeVisible()

  await lab.relaunch()
  await expect(new LabWindow(lab.page).runs.row('of the other file')).toBeVisible()
})

test('a lab file that is deleted under a run holds it, says so, and the run goes on in the file that is chosen', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(endless('held'))
  await window.runs.expectStatus('held', 'running')
  await rm(join(lab.dataFolder, 'second-moment.lab'))
  const alert = window.statusBar.bar.getByRole('alert')
  await expect(alert).toContainText('was moved or deleted while it was open')
  await expect(alert).toContainText('training is held since')
  const saved = join(lab.dataFolder, 'saved.lab')
  await answerSaveDialog(lab, saved)
  await window.statusBar.bar.getByRole('button', { name: 'Save as…' }).click()
  await expect(alert).toHaveCount(0)
  await expect(window.statusBar.bar).toContainText('held')
  await lab.relaunch()
  const again = new LabWindow(lab.page)
  await again.runs.expectStatus('held', 'interrupted')
})

test('a file that is no lab file is refused in one sentence, and the one that was open stays open', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('kept'))
  await window.runs.expectStatus('kept', 'completed')
  const wrong = join(lab.dataFolder, 'letter.txt')
  await writeFile(wrong, 'Dear lab,\n'.repeat(100))
  await answerOpenDialog(lab, wrong)
  await window.chooseMenu('Open a lab file…')
  await expect(window.messages.getByRole('alert')).toContainText(
    `The lab file ${wrong} is not a Second Moment lab file (not SQLite)`,
  )
  await expect(window.runs.row('kept')).toBeVisible()
  await window.experiment.start(bowl('after it'))
  await window.runs.expectStatus('after it', 'completed')
})

test('a broken lab file at start is said in the window, and another one makes the app usable', async ({ lab }) => {
  await lab.close()
  await writeFile(join(lab.dataFolder, 'second-moment.lab'), 'this was a lab file once '.repeat(100))
  await lab.launch()
  const window = new LabWindow(lab.page)
  const alert = window.page.getByRole('alert')
  await expect(alert).toContainText('The lab file could not be opened')
  await expect(alert).toContainText('second-moment.lab is not a Second Moment lab file (not SQLite).')
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(alert).toContainText('The lab file could not be opened')

  await answerSaveDialog(lab, join(lab.dataFolder, 'fresh.lab'))
  await alert.getByRole('button', { name: 'New lab file…' }).click()
  await expect(window.runs.panel).toContainText('No runs yet')
  await window.experiment.start(bowl('fresh'))
  await window.runs.expectStatus('fresh', 'completed')
})
