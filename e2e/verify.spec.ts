/** Training a saved run again: how far it is, ended on a wish, and what comes of it. */
import { LabWindow } from './pages/labWindow'
import { endless } from './support/documents'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'

test('a verification tells how far it is, is cancelled by keyboard, and is asked for again', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { page, experiment } = window
  await experiment.start({ ...endless('long work'), budget: { steps: 1_000_000 } })
  await window.runs.expectStatus('long work', 'completed')
  const run = experiment.article('long work')
  const progress = run.getByRole('progressbar', { name: 'Verifying long work' })
  await run.getByRole('button', { name: 'Verify', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(progress).toHaveAttribute('aria-valuenow', /[1-9]/)
  await expect(run).toContainText(/Training it again: step [\d,]+ of 1,000,000 · .* left/)
  await expectAccessible(page, 'a verification under way')
  await expect(run.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(run).toContainText('The verification was cancelled.')
  await expect(run.getByRole('button', { name: 'Verify', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(run).toContainText('Verified: the same parameters, bit for bit')
  await expect(progress).toHaveCount(0)
})
