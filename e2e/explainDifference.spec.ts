/** What tells two optimizers apart: from the form, of two runs, by the palette; and the page of each optimizer. */
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { setWindow, takeScreenshot } from './support/takeScreenshot'

test('the form names the nearest preset, and explains what the draft has instead', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { form } = window.experiment
  const dialog = lab.page.getByRole('dialog', { name: 'Explain the difference' })
  await setWindow(lab, { theme: 'light', width: 1280, height: 800 })
  await window.experiment.openDraft()
  await form.getByRole('button', { name: 'PyTorch' }).click()
  await expect(form).toContainText('As in PyTorch.')
  await expect(window.experiment.field(/^Decay of/)).toHaveValue('0.99')
  await window.experiment.field(/^Decay of/).fill('0.95')
  await expect(form).toContainText('PyTorch, but β2 = 0.95.')
  await expect(form).toContainText('PyTorch: 0.99')
  await expectAccessible(lab.page, 'a draft beside its nearest preset')
  await takeScreenshot(lab, { name: 'nearest-preset', theme: 'light', width: 1280, height: 800 })

  await form.getByRole('button', { name: 'Explain the difference…' }).click()
  const settings = dialog.getByRole('table', { name: 'Settings that differ' })
  await expect(settings.getByRole('row')).toHaveCount(2)
  await expect(settings).toContainText('0.950.99')
  await expect(dialog.getByRole('status')).toContainText('the first step is')
  await dialog.getByRole('combobox', { name: 'Right optimizer' }).click()
  await lab.page.getByRole('option', { name: 'RMSProp: TensorFlow 1' }).click()
  const right = dialog.getByRole('figure', { name: 'Equations of RMSProp: TensorFlow 1' })
  await expect(right.locator('mark').first()).toBeVisible()
  await expectAccessible(lab.page, 'explain the difference')
  await takeScreenshot(lab, { name: 'explain-1280', theme: 'light', width: 1280, height: 800 })
  await dialog.getByRole('combobox', { name: 'Left optimizer' }).click()
  await lab.page.getByRole('option', { name: 'Adam', exact: true }).click()
  await expect(dialog.getByRole('figure', { name: 'Equations of Adam' })).toContainText('m')
  await expectAccessible(lab.page, 'explain the difference of two kinds')
  await takeScreenshot(lab, { name: 'explain-1920', theme: 'dark', width: 1920, height: 1080 })
})

test('two runs of the table are explained by their menu, with what else differs', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('lecture'))
  await window.experiment.start(
    bowl('inside', { seed: 2, optimizer: { kind: 'rmsprop', learningRate: 0.1, epsilonPlacement: 'inside' } }),
  )
  await window.runs.expectStatuses(['lecture', 'inside'], 'completed')
  await window.runs.open('lecture')
  await window.runs.row('inside').click({ modifiers: ['ControlOrMeta'] })
  await lab.page.keyboard.press('x')
  const dialog = lab.page.getByRole('dialog', { name: 'Explain the difference' })
  await expect(dialog.getByRole('figure', { name: 'Equations of inside' })).toBeVisible()
  await expect(dialog.getByRole('table', { name: 'Settings that differ' })).toContainText('Place of ε')
  await expect(dialog).toContainText('The runs also differ in seed.')
  await expect(dialog.getByRole('status')).toContainText('times apart')
})

test('the page of an optimizer shows equations, settings, slots and checks, and gives it to the draft', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const dialog = lab.page.getByRole('dialog', { name: 'Optimizers' })
  await setWindow(lab, { theme: 'dark', width: 1280, height: 800 })
  await window.command('Optimizers: equations')
  const page = dialog.getByRole('article', { name: 'RMSProp' })
  await expect(page.getByRole('figure', { name: 'Update rule' })).toBeVisible()
  await page.getByRole('button', { name: 'Graves' }).click()
  await expect(page.getByRole('figure', { name: 'Update rule' })).toContainText('variance')
  await expect(page.getByRole('list', { name: 'Laws' })).toContainText('the first step is α/√(1 − β2)')
  await expect(page.getByRole('table', { name: 'Slots' })).toContainText('running mean of g²')
  await expectAccessible(lab.page, 'page of an optimizer')
  await takeScreenshot(lab, { name: 'optimizer-1280', theme: 'dark', width: 1280, height: 800 })
  await takeScreenshot(lab, { name: 'optimizer-1920', theme: 'light', width: 1920, height: 1080 })
  await dialog.getByRole('option', { name: 'RMSProp' }).focus()
  await lab.page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('article', { name: 'RMSProp' })).toBeHidden()
  await lab.page.keyboard.press('ArrowUp')
  await page.getByRole('button', { name: 'TensorFlow 1' }).click()
  await dialog.getByRole('button', { name: 'Use in the draft' }).click()
  await expect(window.experiment.form).toContainText('As in TensorFlow 1.')
})
