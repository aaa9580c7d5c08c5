/** The lecture's claim: a larger α is possible. Just above 2/λmax gradient descent diverges, RMSProp does not. */
import { LabWindow } from './pages/labWindow'
import { expect, test } from './support/launch'

test('with α just above 2/λmax gradient descent diverges at a step it says, RMSProp with the same α completes', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const { experiment, runs } = window
  for (const name of ['bowl, gradient descent, α = 0.041', 'bowl, RMSProp, α = 0.041']) {
    await experiment.openDraft()
    await experiment.form.getByRole('button', { name: 'A larger α' }).click()
    await window.page.getByRole('menuitem', { name }).click()
    await experiment.runButton.click()
    await expect(experiment.article(name)).toBeVisible()
  }
  await runs.expectStatus('bowl, gradient descent, α = 0.041', 'diverged')
  await runs.expectStatus('bowl, RMSProp, α = 0.041', 'completed')

  await runs.open('bowl, gradient descent, α = 0.041')
  const failure = experiment.article('bowl, gradient descent, α = 0.041').getByRole('status').first()
  await expect(failure).toHaveText(/^Diverged at step \d+: /)
  const step = /step (\d+)/.exec(await failure.innerText())?.[1]
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
  await expect(window.charts.figure('Training loss').locator('figcaption')).toContainText(`diverged at step ${step}`)
})
