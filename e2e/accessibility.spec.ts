/** Every state of the window, in both themes, before axe. */
import { lecture } from '../src-main/contract/presets'
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { setWindow } from './support/takeScreenshot'

for (const theme of ['light', 'dark'] as const) {
  test(`no state of the window has a serious accessibility issue, ${theme}`, async ({ lab }) => {
    const window = new LabWindow(lab.page)
    const { page } = window
    await setWindow(lab, { theme, width: 1440, height: 900 })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(window.runs.panel).toContainText('No runs yet')
    await expectAccessible(page, 'empty')

    await window.runs.startLecture()
    await window.runs.expectStatuses(
      lecture.documents.map((document) => String(document.name)),
      'completed',
    )
    await window.experiment.start(bowl('gd', { optimizer: { kind: 'sgd', learningRate: 0.041 } }))
    await window.runs.expectStatus('gd', 'diverged')
    await window.charts.expectDrawn('Training loss', { series: 5 })
    await expectAccessible(page, 'runs and charts')
    await window.charts.openTab('sdW')
    await window.charts.expectDrawn('s_dW · x[0]', { series: 5 })
    await expectAccessible(page, 's_dW')

    await window.experiment.openDraft()
    await window.experiment.openView('Form')
    await expect(window.experiment.form).toBeVisible()
    await expectAccessible(page, 'form')
    await window.experiment.field(/^Learning rate/).fill('-1')
    await expect(window.experiment.panel.getByRole('button', { name: /1 problem/ })).toBeVisible()
    await expectAccessible(page, 'form with a problem')
    await window.experiment.openView('JSON')
    await expect(window.experiment.panel.getByRole('list', { name: 'Problems' })).toBeVisible()
    await expectAccessible(page, 'JSON with a problem')

    await page.keyboard.press('ControlOrMeta+K')
    await expect(page.getByRole('dialog', { name: 'Search runs and commands' })).toBeVisible()
    await expectAccessible(page, 'palette')
    await page.keyboard.press('Escape')
    await window.statusBar.openQueue()
    await expect(window.statusBar.queue).toBeVisible()
    await expectAccessible(page, 'queue')
    await window.statusBar.closeQueue()

    await window.runs.open('gd')
    for (const [key, title] of [
      ['F1', 'Keyboard shortcuts'],
      ['t', 'Tags and note of gd'],
      ['c', 'Colour and dash of gd'],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog', { name: title })).toBeVisible()
      await expectAccessible(page, title)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await page.keyboard.press('Delete')
    await expect(window.messages).toContainText('Moved “gd” to the trash')
    await expectAccessible(page, 'a message with Undo')
  })
}
