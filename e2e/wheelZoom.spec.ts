/** The wheel over a plot zooms about the pointer; a double click shows everything again. */
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { expect, test } from './support/launch'

test('the wheel zooms into a chart, and a double click shows everything again', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('bowl'))
  await window.runs.expectStatus('bowl', 'completed')
  await window.charts.expectDrawn('Training loss', { series: 1, lastStep: 400 })
  const figure = window.charts.figure('Training loss')
  const plot = figure.getByRole('application')
  await plot.hover()
  for (let notch = 0; notch < 8; notch++) await lab.page.mouse.wheel(0, -100)
  const everything = figure.getByRole('button', { name: 'Show everything' })
  await expect(everything).toBeVisible()
  await plot.dblclick()
  await expect(everything).toHaveCount(0)
})
