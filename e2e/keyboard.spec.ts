/** The main job without a mouse. */
import type { Locator, Page } from '@playwright/test'
import { lecture } from '../src-main/contract/presets'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expect, test } from './support/launch'

const [first = '', second = ''] = lecture.documents.map((document) => String(document.name))

test('from the empty window to a changed experiment, deleted and taken back, by keyboard alone', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { page, runs, experiment } = window
  await tabTo(page, runs.panel.getByRole('button', { name: 'Start the lecture’s experiment' }))
  await page.keyboard.press('Enter')
  await runs.expectStatuses([first, second], 'completed')

  await tabTo(page, runs.grid)
  await page.keyboard.press('Home')
  const [top] = await runs.rows().all()
  await expect(top ?? runs.grid).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(runs.rows().nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(runs.rows().nth(0)).toHaveAttribute('aria-selected', 'false')

  await page.keyboard.press('Space')
  await window.charts.expectDrawn('Training loss', { series: 3 })
  await page.keyboard.press('Space')
  await window.charts.expectDrawn('Training loss', { series: 4 })

  await page.keyboard.press('Enter')
  const opened = experiment.panel.getByRole('article')
  await expect(opened).toBeVisible()
  const name = String(await opened.getAttribute('aria-label'))
  await page.keyboard.press('ControlOrMeta+D')
  const rate = experiment.field(/^Learning rate/)
  await expect(rate).toBeVisible()
  await tabTo(page, rate)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('0.02')
  await page.keyboard.press('ControlOrMeta+Enter')
  await runs.expectStatus(`${name} (copy)`, 'completed')
  await window.charts.expectDrawn('Training loss', { series: 5 })

  await tabTo(page, runs.grid)
  await page.keyboard.press('Delete')
  await expect(runs.row(`${name} (copy)`)).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(runs.row(`${name} (copy)`)).toBeVisible()

  await window.command('Fold or unfold the runs')
  await expect(page.getByRole('button', { name: 'Unfold Runs' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+B')
  await expect(runs.grid).toBeVisible()
})

test('a chart is read and zoomed by keyboard', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.runs.startLecture()
  await window.charts.expectDrawn('Training loss', { series: 4, lastStep: 400 })
  const figure = window.charts.figure('Training loss')
  const plot = figure.getByRole('application')
  await tabTo(window.page, plot)
  await window.page.keyboard.press('ArrowRight')
  await expect(figure).toContainText(/step [\d,]+/)
  await window.page.keyboard.press('+')
  await expect(figure.getByRole('button', { name: 'Show everything' })).toBeVisible()
  await window.page.keyboard.press('0')
  await expect(figure.getByRole('button', { name: 'Show everything' })).toHaveCount(0)
})

test('the focus is never nowhere: after dialogs, a vanished button, the last run deleted, a run started', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const { page, runs, charts, experiment } = window
  await experiment.openDraft()
  await experiment.writeText(JSON.stringify(bowl('only one')))
  await page.keyboard.press('ControlOrMeta+Enter')
  await runs.expectStatus('only one', 'completed')
  await expect(experiment.panel).toBeFocused()

  await tabTo(page, runs.grid)
  await page.keyboard.press('Home')
  await window.command('About')
  await expect(page.getByRole('dialog', { name: 'About Second Moment' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(runs.grid).toBeFocused()

  const figure = charts.figure('Training loss')
  const plot = figure.getByRole('application')
  await charts.expectDrawn('Training loss', { series: 1, lastStep: 400 })
  await tabTo(page, plot)
  await page.keyboard.press('+')
  await figure.getByRole('button', { name: 'Show everything' }).press('Enter')
  await expect(plot).toBeFocused()
  await figure.getByRole('button', { name: 'Fill the window' }).press('Enter')
  for (let stop = 0; stop < 5; stop++) {
    await page.keyboard.press('Tab')
    await expect(figure.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')

  await tabTo(page, runs.grid)
  await page.keyboard.press('Delete')
  await expect(runs.panel.locator('[tabindex="-1"]:focus')).toHaveCount(1)
  await runs.panel.getByRole('button', { name: /^Trash/ }).press('Enter')
  await expect(runs.grid).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Z')
  await runs.panel.getByRole('button', { name: 'Back to the runs' }).press('Enter')
  await expect(runs.grid).toBeFocused()
  await runs.panel.getByRole('button', { name: 'Fold the runs' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Unfold Runs' })).toBeFocused()
})

/** Presses Tab until the element has the focus; the whole round of the window is fewer stops than the limit. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const mostStops = 120
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}`)
}
