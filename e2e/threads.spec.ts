/** Two threads in the window, one on the command line: the same bits. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog } from './support/answerDialogs'
import { someMnist } from './support/documents'
import { jsonLines, LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

test('a run on two threads in the window ends on the digest that one thread of the command line gives', async ({
  lab,
}) => {
  const command = new LabCommand(lab.dataFolder)
  const window = new LabWindow(lab.page)
  const { statusBar, experiment, runs } = window
  await statusBar.openQueue()
  await statusBar.addThread()
  await statusBar.closeQueue()

  const name = await command.write('digits.json', someMnist('digits'))
  await answerOpenDialog(lab, command.path(name))
  await window.chooseMenu('Import an experiment…')
  await expect(experiment.runButton).toBeEnabled()
  await experiment.runButton.click()
  await runs.expectStatus('digits', 'completed')
  await runs.open('digits')
  await expect(experiment.panel).toContainText('2 threads')
  const [fromWindow] = await command.list(join(lab.dataFolder, 'second-moment.lab'))

  const { code, output } = await command.run(['run', name, '--threads', '1', '--db', 'command.lab', '--json'])
  expect(code).toBe(0)
  const finished = jsonLines(output).find((line) => line.event === 'finished')
  expect(fromWindow?.parameterDigest).toBe(finished?.parameterDigest)
})
