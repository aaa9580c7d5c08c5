/** From nothing to the lecture's first picture in one click. */
import { lecture } from '../src-main/contract/presets'
import { LabWindow } from './pages/labWindow'
import { expect, test } from './support/launch'

const names = lecture.documents.map((document) => String(document.name))

test('one click on the empty window trains four optimizers and lays them over each other', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await expect(window.runs.panel).toContainText('No runs yet')
  await window.runs.startLecture()

  await window.runs.expectStatuses(names, 'completed')
  await window.charts.expectDrawn('Training loss', { series: 4, lastStep: 400 })
  await expect(window.charts.figure('Training loss').locator('figcaption')).toContainText(/First below .*step \d+/)

  await window.charts.openTab('sdW')
  await window.charts.expectDrawn('s_dW · x[0]', { series: 4, lastStep: 400 })
})
