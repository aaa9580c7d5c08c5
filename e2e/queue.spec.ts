/** More runs than trainers: they wait in order, and the order is the user's. */
import { LabWindow } from './pages/labWindow'
import { endless } from './support/documents'
import { expect, test } from './support/launch'

test('ten runs on two trainers: the rest waits in sight, is moved, taken out, and follows in order', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const { statusBar, runs } = window
  await statusBar.openQueue()
  await statusBar.setConcurrency(2)
  await statusBar.closeQueue()
  await window.experiment.startSeeds(endless('many'), 10)
  const seed = (number: number): string => `many · seed ${number}`

  await expect(statusBar.bar).toContainText('2 of 2 trainers busy')
  await expect(statusBar.bar).toContainText('8 queued')
  await runs.expectStatuses([seed(1), seed(2)], 'running')
  await runs.expectStatus(seed(3), 'queued')

  await statusBar.openQueue()
  await expect(statusBar.running).toHaveCount(2)
  await expect(statusBar.queued).toHaveText([3, 4, 5, 6, 7, 8, 9, 10].map((number) => new RegExp(`${seed(number)}$`)))

  await statusBar.queue.getByRole('button', { name: `Move ${seed(4)} up` }).click()
  await expect(statusBar.queued.first()).toContainText(seed(4))
  await statusBar.queue.getByRole('button', { name: `Take ${seed(3)} out of the queue` }).click()
  await expect(statusBar.queued).toHaveCount(7)

  await statusBar.setConcurrency(3)
  await expect(statusBar.running).toHaveCount(3)
  await expect(statusBar.running.last()).toContainText(seed(4))
  await statusBar.queue.getByRole('button', { name: `Stop ${seed(1)}` }).click()
  await expect(statusBar.running).toHaveCount(3)
  await expect(statusBar.running.last()).toContainText(seed(5))
  await expect(statusBar.queued).toHaveCount(5)
  await statusBar.closeQueue()

  await runs.expectStatuses([seed(1), seed(3)], 'stopped')
  await runs.expectStatuses([seed(2), seed(4), seed(5)], 'running')
  await runs.grid.focus()
  await window.page.keyboard.press('ControlOrMeta+A')
  await window.page.keyboard.press('s')
  await expect(statusBar.bar).toContainText('0 of 3 trainers busy')
  await expect(statusBar.bar).toContainText('0 queued')
})
