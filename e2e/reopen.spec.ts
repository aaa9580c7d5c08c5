/** Closed today, opened tomorrow: the same numbers, and the window as it was left. */
import { join } from 'node:path'
import { lecture } from '../src-main/contract/presets'
import { LabWindow } from './pages/labWindow'
import { bowl, endless } from './support/documents'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

const names = lecture.documents.map((document) => String(document.name))

test('quitting and opening again shows identical numbers in the table, on the charts and in the lab file', async ({
  lab,
}) => {
  const command = new LabCommand(lab.dataFolder)
  const file = join(lab.dataFolder, 'second-moment.lab')
  const before = new LabWindow(lab.page)
  await before.runs.startLecture()
  await before.runs.expectStatuses(names, 'completed')
  await before.charts.expectDrawn('Training loss', { series: 4, lastStep: 400 })
  const cells = await before.runs.cells()
  const curves = await before.charts.facts()
  const saved = await command.list(file)

  await lab.relaunch()
  const after = new LabWindow(lab.page)
  await after.charts.expectDrawn('Training loss', { series: 4, lastStep: 400 })
  await expect.poll(() => after.charts.facts()).toEqual(curves)
  expect(await after.runs.cells()).toEqual(cells)
  expect(await command.list(file)).toEqual(saved)
  expect(saved.map((run) => run.status)).toEqual(['completed', 'completed', 'completed', 'completed'])
  expect(new Set(saved.map((run) => run.parameterDigest)).size).toBe(4)
})

test('the size of the window, its columns, theme and view of the charts are remembered', async ({ lab }) => {
  const before = new LabWindow(lab.page)
  await before.experiment.start(bowl('short'))
  await before.runs.expectStatus('short', 'completed')
  const shell = await lab.app.browserWindow(lab.page)
  await shell.evaluate((self) => self.setSize(1500, 820))
  await before.chooseMenu('Theme: light')
  const separator = before.page.getByRole('separator', { name: 'Width of the experiment' })
  await separator.press('ArrowLeft')
  const width = await separator.getAttribute('aria-valuenow')
  await before.page.keyboard.press('ControlOrMeta+B')
  await expect(before.page.getByRole('button', { name: 'Unfold Runs' })).toBeVisible()
  await before.charts.chooseView('Value axis', 'linear')

  await lab.relaunch()
  const after = new LabWindow(lab.page)
  await expect(after.page.getByRole('button', { name: 'Unfold Runs' })).toBeVisible()
  const reopened = await lab.app.browserWindow(lab.page)
  expect(await reopened.evaluate((self) => self.getSize())).toEqual([1500, 820])
  await expect(after.page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(after.page.getByRole('separator', { name: 'Width of the experiment' })).toHaveAttribute(
    'aria-valuenow',
    String(width),
  )
  const scales = after.charts.area.getByRole('radiogroup', { name: 'Value axis' })
  await expect(scales.getByRole('radio', { name: 'linear' })).toBeChecked()
})

test('a run that trains when the window closes is interrupted, keeps what it had, and the queue goes on', async ({
  lab,
}) => {
  const before = new LabWindow(lab.page)
  await before.statusBar.openQueue()
  await before.statusBar.setConcurrency(1)
  await before.statusBar.closeQueue()
  await before.experiment.start(endless('cut short'))
  await before.experiment.start(bowl('waiting'))
  await before.runs.expectStatus('waiting', 'queued')
  const loss = before.charts.figure('Training loss')
  await expect(loss).not.toHaveAttribute('data-last-step', '0')

  await lab.relaunch()
  const after = new LabWindow(lab.page)
  await after.runs.expectStatus('cut short', 'interrupted')
  await after.runs.expectStatus('waiting', 'completed')
  await after.charts.expectDrawn('Training loss', { series: 2 })
  await after.runs.open('cut short')
  await expect(after.experiment.article('cut short')).toContainText(/[\d,]+ of 1,000,000,000/)
})

test('a window that is closed while it loads complains of nothing', async ({ lab }) => {
  await lab.inMain(async ({ app, BrowserWindow, protocol }) => {
    const closeWindow = () =>
      new Promise<void>((resolve) => {
        const window = BrowserWindow.getAllWindows().at(0)
        window?.once('closed', resolve)
        window?.close()
      })
    app.removeAllListeners('window-all-closed')
    app.on('window-all-closed', () => undefined)
    await closeWindow()
    // The next window waits for its page for ever.
    protocol.unhandle('app')
    protocol.handle('app', () => new Promise(() => undefined))
    app.emit('activate')
    await closeWindow()
  }, undefined)
})
