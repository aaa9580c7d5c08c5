/** The draft's gradients against central differences: from the form, stopped, refused, and by the palette. */
import { LabWindow } from './pages/labWindow'
import { bowl, someMnist } from './support/documents'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { setWindow, takeScreenshot } from './support/takeScreenshot'

/** Takes long enough to be stopped. */
const slow = {
  ...someMnist('slow'),
  problem: {
    kind: 'network',
    dataset: { kind: 'mnist' },
    layers: [
      { kind: 'conv2d', filters: 32, kernel: 5, padding: 'same' },
      { kind: 'conv2d', filters: 32, kernel: 5, padding: 'same' },
      { kind: 'dense', units: 256 },
      { kind: 'dense', units: 10 },
    ],
    loss: 'softmaxCrossEntropy',
  },
}

test('a network’s gradients are checked from the form, its worst elements unfold, and it can be stopped', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const dialog = lab.page.getByRole('dialog', { name: 'Gradient check' })
  await setWindow(lab, { theme: 'light', width: 1280, height: 800 })
  await window.experiment.openDraft()
  await window.experiment.writeText(JSON.stringify(someMnist('MNIST MLP')))
  await window.experiment.openView('Form')
  await window.experiment.button('Check gradients…').click()
  await expect(dialog.getByRole('status')).toContainText(/All 6 parameters agree .* is below 1e-7\./)
  await expect(dialog.locator('[data-verdict]')).toHaveCount(6)
  await expect(dialog.locator('[data-verdict="green"]')).toHaveCount(6)
  await expect(dialog).toContainText('200 of 100,352')
  const unfold = dialog.getByRole('button', { name: 'Worst elements of output.b' })
  await unfold.press('Enter')
  await expect(unfold).toHaveAttribute('aria-expanded', 'true')
  await expect(dialog.getByRole('table', { name: 'Worst elements of output.b' }).getByRole('row')).toHaveCount(6)
  await expectAccessible(lab.page, 'gradient check')
  await takeScreenshot(lab, { name: 'gradient-check-1280', theme: 'light', width: 1280, height: 800 })
  await takeScreenshot(lab, { name: 'gradient-check-1920', theme: 'dark', width: 1920, height: 1080 })
  await lab.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await window.experiment.openDraft()
  await window.experiment.writeText(JSON.stringify(slow))
  await window.command('Check the draft’s gradients')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog).toContainText('The check was stopped before it was done.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await window.experiment.openDraft()
  await window.experiment.writeText(JSON.stringify(bowl('bowl')))
  await window.command('Check the draft’s gradients')
  await expect(dialog.getByRole('status')).toContainText('x agrees with central differences')
})

test('elements at a kink are counted, and what could not be compared is in doubt', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const layers = [
    { kind: 'dense', units: 8, name: 'hidden', initialiser: 'zeros' },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dense', units: 3, name: 'output' },
  ]
  await setWindow(lab, { theme: 'light', width: 1280, height: 800 })
  await window.experiment.openDraft()
  await window.experiment.writeText(
    JSON.stringify({ ...someMnist('zeros'), problem: { kind: 'network', dataset: { kind: 'iris' }, layers } }),
  )
  await window.command('Check the draft’s gradients')
  const dialog = lab.page.getByRole('dialog', { name: 'Gradient check' })
  await expect(dialog.getByRole('status')).toContainText('hidden.W is in doubt. Every element checked is at a kink')
  await expect(dialog.locator('[data-verdict="amber"]')).toContainText('all 32, 32 at a kink')
  await expect(dialog.locator('[data-verdict="green"]')).toHaveCount(3)
  await expect(dialog).toContainText('At a kink (32): the loss has no derivative there; left out.')
  await expectAccessible(lab.page, 'gradient check at kinks')
  await takeScreenshot(lab, { name: 'gradient-check-kinks', theme: 'light', width: 1280, height: 800 })
})

test('a document that is none is refused by a sentence', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.openDraft()
  await window.experiment.writeText(
    JSON.stringify({ ...bowl('bowl'), problem: { kind: 'quadratic', eigenvalues: [] } }),
  )
  await window.command('Check the draft’s gradients')
  const dialog = lab.page.getByRole('dialog', { name: 'Gradient check' })
  await expect(dialog.getByRole('alert')).toContainText('problem.eigenvalues')
})
