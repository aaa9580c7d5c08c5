/** A hand on a run that trains: pause, go on, stop. */
import { LabWindow } from './pages/labWindow'
import { endless } from './support/documents'
import { expect, test } from './support/launch'

test('a run can be paused, goes on from where it was, and stopped keeps its curves, parameters and digest', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(endless('steered'))
  const article = window.experiment.article('steered')
  const loss = window.charts.figure('Training loss')
  await expect(loss).not.toHaveAttribute('data-last-step', '0')

  await window.experiment.button('Pause').click()
  await expect(window.runs.row('steered')).toContainText('paused')
  await expect(window.statusBar.bar).toContainText('paused')
  const held = await article.getByText(/^Step [\d,]+ of/).innerText()

  await window.experiment.button('Continue').click()
  await expect(window.runs.row('steered')).not.toContainText('paused')
  await expect(article.getByText(/^Step [\d,]+ of/)).not.toContainText(held.split(' of')[0] ?? '')

  await window.experiment.button('Stop').click()
  await window.runs.expectStatus('steered', 'stopped')
  await expect(article).toContainText(/sha256/)
  await expect(article).toContainText(/[\d,]+ of 1,000,000,000/)
  await expect(loss).toHaveAttribute('data-series', '1')
  await expect(window.statusBar.bar).toContainText(/^0 of \d+ trainers busy/)
})
