/** The window and the command line are one program: the same document ends on the same bits. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog } from './support/answerDialogs'
import { bowl, someMnist } from './support/documents'
import { jsonLines, LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

const documents = [
  bowl('bowl'),
  bowl('noisy bowl', {
    problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.1 },
    precision: 'float32',
  }),
  someMnist('mnist'),
]

test('a document started from the window ends on the parameterDigest that the command line gives', async ({ lab }) => {
  const command = new LabCommand(lab.dataFolder)
  const window = new LabWindow(lab.page)
  for (const [index, document] of documents.entries()) {
    const name = await command.write(`document${index}.json`, document)
    await answerOpenDialog(lab, command.path(name))
    await window.chooseMenu('Import an experiment…')
    await expect(window.experiment.runButton).toBeEnabled()
    await window.experiment.runButton.click()
    await window.runs.expectStatus(String(document.name), 'completed')
  }
  const fromWindow = await command.list(join(lab.dataFolder, 'second-moment.lab'))

  const files = documents.map((_, index) => `document${index}.json`)
  const { code, output, errors } = await command.run(['run', ...files, '--db', 'command.lab', '--json'])
  expect(errors).toBe('')
  expect(code).toBe(0)
  const finished = jsonLines(output).filter((line) => line.event === 'finished')
  const fromCommand = finished.toSorted((a, b) => Number(a.run) - Number(b.run))
  expect(fromCommand.map((run) => run.parameterDigest)).toEqual(fromWindow.map((run) => run.parameterDigest))
  expect(fromCommand.map((run) => run.testAccuracy)).toEqual(fromWindow.map((run) => run.testAccuracy))

  await window.runs.open('mnist')
  await window.experiment.button('Verify').click()
  await expect(window.experiment.panel).toContainText('Verified: the same parameters, bit for bit')
})
