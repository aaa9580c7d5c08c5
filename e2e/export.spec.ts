/** What leaves the lab: pictures, series, parameters and documents, each as a file. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { answerOpenDialog, answerSaveDialog } from './support/answerDialogs'
import { bowl } from './support/documents'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

const steps = 5000

test('a chart is saved as a picture, and as every value that was recorded, whatever the chart draws', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('first', { budget: { steps } }))
  await window.experiment.start(bowl('second', { budget: { steps }, optimizer: { kind: 'adam', learningRate: 0.1 } }))
  await window.runs.expectStatuses(['first', 'second'], 'completed')
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: steps })
  expect(Number(await window.charts.figure('Training loss').getAttribute('data-points'))).toBeLessThan(2 * steps)

  const picture = join(lab.dataFolder, 'loss.png')
  await answerSaveDialog(lab, picture)
  await window.charts.choose('Training loss', 'Save picture (PNG)…')
  await expect(window.messages).toContainText(`Saved ${picture}`)
  const png = await readFile(picture)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.readUInt32BE(16), 'twice the pixels of the plot').toBeGreaterThan(600)
  expect(await hasSeveralColours(window, png)).toBe(true)

  const table = join(lab.dataFolder, 'loss.csv')
  await answerSaveDialog(lab, table)
  await window.charts.choose('Training loss', 'Save data (CSV)…')
  await expect(window.messages).toContainText(`Saved ${table}`)
  const csv = await readFile(table, 'utf8')
  const lines = csv.trimEnd().split('\r\n')
  expect(lines).toHaveLength(steps + 1)
  expect(lines[0]).toBe('step,first #1 trainingLoss.value,second #2 trainingLoss.value')
  // ½(8² + 50·1.5²), the loss of the batch before the first update.
  expect(lines[1]).toBe('1,88.25,88.25')
  expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(
    Array.from({ length: steps }, (_, index) => index + 1),
  )
})

test('parameters and document are saved as the command line writes them, and the document can be imported', async ({
  lab,
}) => {
  const command = new LabCommand(lab.dataFolder)
  const file = join(lab.dataFolder, 'second-moment.lab')
  const window = new LabWindow(lab.page)
  const { experiment } = window
  await experiment.start(bowl('kept'))
  await window.runs.expectStatus('kept', 'completed')

  const parameters = join(lab.dataFolder, 'parameters.json')
  await answerSaveDialog(lab, parameters)
  await experiment.button('Export').click()
  await window.page.getByRole('menuitem', { name: 'Parameters and slots, JSON…' }).click()
  await expect(window.messages).toContainText(`Saved ${parameters}`)
  const exported = await command.run(['export', '1', '--what', 'parameters', '--db', file])
  expect(await readFile(parameters, 'utf8')).toBe(exported.output)

  const document = join(lab.dataFolder, 'kept.json')
  await answerSaveDialog(lab, document)
  await experiment.button('Export').click()
  await window.page.getByRole('menuitem', { name: 'Experiment, JSON…' }).click()
  await expect(window.messages).toContainText(`Saved ${document}`)
  const whole = await command.run(['export', '1', '--what', 'experiment', '--db', file])
  expect(await readFile(document, 'utf8')).toBe(whole.output)

  await answerOpenDialog(lab, document)
  await window.chooseMenu('Import an experiment…')
  await experiment.openView('Form')
  await experiment.field('Name').fill('again')
  await experiment.runButton.click()
  await window.runs.expectStatus('again', 'completed')
  const [first, second] = await command.list(file)
  expect(second?.parameterDigest).toBe(first?.parameterDigest)
})

test('a closed dialog writes nothing, and a place that cannot be written is said and leaves nothing', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('kept'))
  await window.runs.expectStatus('kept', 'completed')
  await answerSaveDialog(lab, null)
  await window.charts.choose('Training loss', 'Save data (CSV)…')
  await expect(window.messages.getByRole('alert')).toHaveCount(0)

  const nowhere = join(lab.dataFolder, 'no folder', 'loss.csv')
  await answerSaveDialog(lab, nowhere)
  await window.charts.choose('Training loss', 'Save data (CSV)…')
  await expect(window.messages.getByRole('alert')).toContainText(nowhere)
  expect(existsSync(nowhere)).toBe(false)
})

/** Decoded by the window itself: a picture of one colour would be an empty one. */
async function hasSeveralColours({ page }: LabWindow, png: Buffer): Promise<boolean> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const pixels = new Uint32Array(context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? [])
    return new Set(pixels).size > 20
  }, png.toString('base64'))
}
