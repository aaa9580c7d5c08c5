/** A trainer process that is killed from outside costs its own run and nothing else. */
import { LabWindow } from './pages/labWindow'
import { bowl, endless } from './support/documents'
import type { LabApp } from './support/labApp'
import { expect, test } from './support/launch'

test('killing a trainer marks its run failed with the last step; the other run and the app go on', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const { runs, statusBar, experiment } = window
  await statusBar.openQueue()
  await statusBar.setConcurrency(2)
  await statusBar.closeQueue()
  await experiment.start(endless('victim'))
  const loss = window.charts.figure('Training loss')
  await expect(loss).not.toHaveAttribute('data-last-step', '0')
  const [victim] = await trainerProcesses(lab)
  await experiment.start(endless('bystander'))
  await runs.expectStatus('bystander', 'running')
  await expect(loss).toHaveAttribute('data-series', '2')

  process.kill(victim ?? 0, 'SIGKILL')
  await runs.expectStatus('victim', 'failed')
  await runs.open('victim')
  const failure = experiment.article('victim').getByRole('status').first()
  await expect(failure).toHaveText(/^The trainer process ended .* after step [1-9]\d*$/)
  await expect(experiment.article('victim')).toContainText(/[\d,]+ of 1,000,000,000/)

  await runs.expectStatus('bystander', 'running')
  await runs.open('bystander')
  await experiment.button('Stop').click()
  await runs.expectStatus('bystander', 'stopped')
  await experiment.start(bowl('afterwards'))
  await runs.expectStatus('afterwards', 'completed')
})

async function trainerProcesses(lab: LabApp): Promise<readonly number[]> {
  return lab.inMain(({ app }) =>
    app
      .getAppMetrics()
      .filter((metric) => metric.name === 'Second Moment trainer' || metric.serviceName === 'Second Moment trainer')
      .map((metric) => metric.pid),
  )
}
