/** Stopped today, gone on with tomorrow: the same bits as if nothing had happened. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { endless } from './support/documents'
import { jsonLines, LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'

const document = { ...endless('interrupted work'), budget: { steps: 400_000 } }

test('a run that was stopped goes on after the app was opened again, and ends as one that was never stopped', async ({
  lab,
}) => {
  const before = new LabWindow(lab.page)
  await before.experiment.start(document)
  await expect(before.charts.figure('Training loss')).not.toHaveAttribute('data-last-step', '0')
  await before.experiment.button('Pause').click()
  await expect(before.runs.row('interrupted work')).toContainText('paused')
  await before.experiment.button('Stop').click()
  await before.runs.expectStatus('interrupted work', 'stopped')

  await lab.relaunch()
  const after = new LabWindow(lab.page)
  await after.runs.open('interrupted work')
  await expect(after.experiment.article('interrupted work')).toContainText(/last checkpoint is at step [\d,]+/)
  await after.experiment.button('Resume').click()
  await after.runs.expectStatus('interrupted work', 'completed')
  await after.charts.expectDrawn('Training loss', { series: 1, lastStep: 400_000 })
  await expect(after.experiment.button('Resume')).toHaveCount(0)

  const command = new LabCommand(lab.dataFolder)
  const [fromWindow] = await command.list(join(lab.dataFolder, 'second-moment.lab'))
  const file = await command.write('whole.json', document)
  const { output } = await command.run(['run', file, '--db', 'whole.lab', '--json'])
  const whole = jsonLines(output).find((line) => line.event === 'finished')
  expect(fromWindow?.parameterDigest).toBe(whole?.parameterDigest)
})
